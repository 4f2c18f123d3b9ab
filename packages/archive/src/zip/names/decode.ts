import { isUtf8 } from 'node:buffer';
import { asBuffer } from '../bytes.ts';
import { decodeCp437 } from '../cp437.ts';

const isAscii = (bytes: Uint8Array): boolean => {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
};

/** A name as Python reads it: UTF-8 behind flag bit 11, else ASCII or code page 437 (APPNOTE 4.4.4, appendix D). */
export const decodeName = (bytes: Uint8Array, utf8: boolean): string => {
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  return utf8 && isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : decodeCp437(bytes);
};

/** What is wrong with the encoding of a name, or undefined. */
export const encodingFault = (bytes: Uint8Array, utf8: boolean): string | undefined => {
  if (isAscii(bytes)) return undefined;
  if (!isUtf8(bytes)) return 'The name is not valid UTF-8.';
  return utf8 ? undefined : 'The name is not ASCII, but flag bit 11 (UTF-8) is not set.';
};
