import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { readWhole, shown } from '@custody/host';
import { StoreError } from '../store/error.ts';

/** Bytes of a text that is read whole, and of what a gzip file may inflate to. */
const MAX_FILE = 1024 ** 3;

/** A file's bytes, inflated where it is gzip. Throws StoreError `unusable-source` or HostError. */
export const readPlain = (path: string): Buffer => {
  const bytes = readWhole(path, MAX_FILE);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FILE });
  } catch (error) {
    throw new StoreError(
      'unusable-source',
      `${shown(path)} cannot be inflated: ${error instanceof Error ? error.message : 'damaged'}; get it again`,
      { path, cause: error },
    );
  }
};

/** Lines of UTF-8 text, with their numbers from 1; a last line without an end counts. */
export function* linesOf(bytes: Buffer): Generator<readonly [number, string]> {
  let number = 1;
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(0x0a, at);
    const end = found < 0 ? bytes.length : found;
    yield [number, bytes.toString('utf8', at, bytes[end - 1] === 0x0d ? end - 1 : end)];
    at = end + 1;
    number += 1;
  }
}
