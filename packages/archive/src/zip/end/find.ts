import type { ByteSource } from '../../types.ts';
import { peek } from '../bytes.ts';
import { END_RECORD_SIZE } from '../records.ts';

export const MAX_COMMENT = 0xffff;
const SIGNATURE = Uint8Array.from([0x50, 0x4b, 0x05, 0x06]);

export type FoundEnd = {
  readonly offset: number;
  /** Everything else in the tail that looks like an end record, with whether its comment would end the file. */
  readonly others: readonly { readonly offset: number; readonly fits: boolean }[];
};

/** The end record: the last one whose comment ends the file, else the last one at all. */
export const findEnd = (source: ByteSource): FoundEnd | undefined => {
  const tailSize = Math.min(source.size, END_RECORD_SIZE + MAX_COMMENT);
  const base = source.size - tailSize;
  const tail = peek(source, base, tailSize);
  const candidates: { offset: number; fits: boolean }[] = [];
  for (
    let at = tail.lastIndexOf(SIGNATURE);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(SIGNATURE, at - 1)
  )
    if (at + END_RECORD_SIZE <= tailSize)
      candidates.push({
        offset: base + at,
        fits: at + END_RECORD_SIZE + tail.readUInt16LE(at + 20) === tailSize,
      });
  const chosen = candidates.find((candidate) => candidate.fits) ?? candidates[0];
  return chosen && { offset: chosen.offset, others: candidates.filter((candidate) => candidate !== chosen) };
};
