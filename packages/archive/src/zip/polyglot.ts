import type { ByteSource } from '../types.ts';
import { peek } from './bytes.ts';

const BLOCK = 512;

/** The number in a tar header field: octal digits, or base 256 behind a first byte of 0x80 or 0xFF. */
const tarNumber = (field: Uint8Array): number | undefined => {
  const first = field[0] ?? 0;
  if (first === 0x80 || first === 0xff)
    return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0) - (first === 0xff ? 256 ** 7 : 0);
  const text = String.fromCharCode(...field).split('\u0000')[0] ?? '';
  return /^[0-7]*$/.test(text.trim()) ? Number.parseInt(text.trim() || '0', 8) : undefined;
};

/** Z16: whether tar readers would take the file as theirs, by the checksum of its first block. */
export const isTar = (source: ByteSource): boolean => {
  const block = peek(source, 0, BLOCK);
  if (block.length < BLOCK) return false;
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (const [index, byte] of block.entries()) {
    if (index >= 148 && index < 156) continue;
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  // A block of zeros is the end of an empty tar.
  if (unsigned === 8 * 0x20 && block.subarray(148, 156).every((byte) => byte === 0)) return true;
  const claimed = tarNumber(block.subarray(148, 156));
  return claimed === unsigned || claimed === signed;
};
