import { createHash } from 'node:crypto';
import type { Readable } from './sink.ts';

const CHUNK = 1 << 18;

/** SHA-256 of all bytes of a source, lower-case hex: the artifact's name. Reads it once, a quarter of a mebibyte at a time. */
export const digestOf = (source: Readable): string => {
  const hash = createHash('sha256');
  for (let position = 0; position < source.size; position += CHUNK)
    hash.update(source.read(position, Math.min(CHUNK, source.size - position)));
  return hash.digest('hex');
};
