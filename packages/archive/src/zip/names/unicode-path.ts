import { type Buffer, isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';

type Fault = {
  readonly code: 'unicode-path-mismatch' | 'name-encoding' | 'name-control-character';
  readonly message: string;
};

const HEAD = 5;

const mismatch = (field: Buffer, rawName: Uint8Array): string | undefined => {
  if (field.length < HEAD) return `has ${field.length} bytes, at least ${HEAD} are needed`;
  if (field[0] !== 1) return `has version ${field[0]}`;
  if (!field.subarray(HEAD).equals(rawName)) return 'holds another name than the header';
  return field.readUInt32LE(1) === crc32(rawName)
    ? undefined
    : "has a checksum that is not that of the header's name";
};

/**
 * What is wrong with an Info-ZIP Unicode Path field (0x7075, APPNOTE 4.6.9). Readers that know it prefer its name to the
 * header's, so the two must be the same (Z10).
 */
export const unicodePathFaults = (field: Buffer | undefined, rawName: Uint8Array): readonly Fault[] => {
  if (field === undefined) return [];
  const faults: Fault[] = [];
  const add = (code: Fault['code'], what: string): void => {
    faults.push({ code, message: `The Unicode Path field ${what}.` });
  };
  const name = field.subarray(HEAD);
  const what = mismatch(field, rawName);
  if (what !== undefined) add('unicode-path-mismatch', what);
  if (!isUtf8(name)) add('name-encoding', 'is not valid UTF-8');
  if (name.some((byte) => byte < 0x20 || byte === 0x7f))
    add('name-control-character', 'holds a control character');
  return faults;
};
