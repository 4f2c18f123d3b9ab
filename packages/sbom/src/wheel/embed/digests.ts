import { createHash } from 'node:crypto';
import type { ByteSource, RewritePlan } from '@custody/archive';

const CHUNK = 256 * 1024;

/** SHA-256 of the old archive and of the new one, in lower-case hex; what they share is read and hashed once. */
export const digestsOf = (
  source: ByteSource,
  plan: RewritePlan | undefined,
): { readonly before: string; readonly after: string } => {
  const prefix = plan?.unchangedPrefix ?? source.size;
  const common = createHash('sha256');
  const take = (hash: ReturnType<typeof createHash>, from: number, to: number): void => {
    for (let at = from; at < to; at += CHUNK) hash.update(source.read(at, Math.min(CHUNK, to - at)));
  };
  take(common, 0, prefix);
  const old = common.copy();
  take(old, prefix, source.size);
  const before = old.digest('hex');
  if (plan === undefined) return { before, after: before };
  let position = 0;
  for (const segment of plan.segments) {
    const length = segment.kind === 'copy' ? segment.length : segment.bytes.length;
    const skip = Math.min(Math.max(prefix - position, 0), length);
    position += length;
    if (segment.kind === 'bytes') common.update(segment.bytes.subarray(skip));
    else take(common, segment.offset + skip, segment.offset + length);
  }
  return { before, after: common.digest('hex') };
};
