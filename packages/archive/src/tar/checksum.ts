import { parseTarNumber } from './number.ts';

const START = 148;
const END = 156;

/** What a header's checksum says: `signed` where only a sum over signed bytes agrees (some 1980s tars). */
export type ChecksumVerdict =
  | { readonly kind: 'ok' | 'signed' | 'odd-form' }
  | { readonly kind: 'wrong'; readonly expected: number };

/** As POSIX and GNU write it (six digits, NUL, space), the same the other way round, or seven digits and an end. */
const FORM = /^(?:[0-7]{6}(?:\0 | \0)|[0-7]{7}[\0 ])$/;

/** POSIX.1-2017 pax, "chksum": the sum of all bytes, the field itself taken as spaces. */
export const verifyChecksum = (block: Buffer): ChecksumVerdict => {
  let sum = 8 * 0x20;
  let high = 0;
  for (let at = 0; at < 512; at += 1) {
    if (at >= START && at < END) continue;
    const byte = block[at] ?? 0;
    sum += byte;
    if (byte > 127) high += 1;
  }
  const stored = parseTarNumber(block.subarray(START, END));
  const value = 'value' in stored ? stored.value : -1;
  if (value === sum) return { kind: FORM.test(block.toString('latin1', START, END)) ? 'ok' : 'odd-form' };
  return value === sum - 256 * high ? { kind: 'signed' } : { kind: 'wrong', expected: sum };
};
