import type { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** What is wrong with an Info-ZIP Unicode Path field (0x7075): readers that know it prefer its name (APPNOTE 4.6.9). */
export const unicodePathFault = (field: Buffer, rawName: Uint8Array): string | undefined => {
  if (field.length < 5) return `The Unicode Path field has ${field.length} bytes, at least 5 are needed.`;
  if (field[0] !== 1) return `The Unicode Path field has version ${field[0]}.`;
  if (!field.subarray(5).equals(rawName)) return 'The Unicode Path field holds another name than the header.';
  return field.readUInt32LE(1) === crc32(rawName)
    ? undefined
    : "The Unicode Path field's checksum is not that of the header's name.";
};
