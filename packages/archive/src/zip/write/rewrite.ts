import type { ByteSource } from '../../types.ts';
import type { OnChunk } from '../content/stream.ts';
import type { RewritePlan } from './plan.ts';

const CHUNK = 1024 * 1024;

/**
 * Carries out a plan: hands over the new archive's bytes in order, in chunks of at most 1 MiB or one new entry. `from` skips
 * what the caller copied otherwise, normally `plan.unchangedPrefix`. A chunk is valid until `onChunk` returns or settles.
 */
export const rewriteZip = async (
  source: ByteSource,
  plan: RewritePlan,
  onChunk: OnChunk,
  from = 0,
): Promise<void> => {
  let position = 0;
  for (const segment of plan.segments) {
    const length = segment.kind === 'copy' ? segment.length : segment.bytes.length;
    const skipped = Math.min(Math.max(from - position, 0), length);
    position += length;
    if (segment.kind === 'bytes') {
      // A small archive costs no turns of the event loop, if its taker does not ask for them.
      const pending = skipped < length ? onChunk(segment.bytes.subarray(skipped)) : undefined;
      if (pending !== undefined) await pending;
      continue;
    }
    for (let done = skipped; done < length; done += CHUNK)
      await onChunk(source.read(segment.offset + done, Math.min(CHUNK, length - done)));
  }
};
