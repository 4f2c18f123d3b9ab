import { decode, TEXT_MAX } from '../bytes/text.ts';
import type { PackageNote } from '../types.ts';

/** As long as any sensible note; the specification's own examples have about 200 bytes. */
export const PACKAGE_NOTE_MAX = 64 * 1024;

const KEYS = ['type', 'name', 'version', 'architecture', 'osCpe', 'debugInfoUrl'] as const;

/** Reads the JSON of a packaging note (UAPI group, "Package Metadata for Executable Files"); a string says what is wrong. */
export const parsePackageNote = (bytes: Uint8Array): PackageNote | string => {
  if (bytes.length > PACKAGE_NOTE_MAX) return `is longer than ${PACKAGE_NOTE_MAX} bytes`;
  let data: unknown;
  try {
    data = JSON.parse(decode(bytes).replace(/[\0\n]*$/, ''));
  } catch {
    return 'is not JSON';
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'is not a JSON object';
  const note: { -readonly [Key in keyof PackageNote]: PackageNote[Key] } = {};
  const members = new Map<string, unknown>(Object.entries(data));
  for (const key of KEYS) {
    const value = members.get(key);
    if (typeof value === 'string' && value.length <= TEXT_MAX) note[key] = value;
  }
  return note;
};
