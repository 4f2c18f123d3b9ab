import { createHash } from 'node:crypto';
import { shown } from '@custody/host';
import { StoreError } from './error.ts';
import { HEADER } from './layout.ts';
import { openReader } from './reader.ts';
import { readContent } from './content.ts';

export type Verified = {
  readonly digest: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly records: number;
};

const CHUNK = 1 << 20;

/**
 * Reads a store file again from its first byte to its last: the digest over its body, every checksum, the order of its index, every
 * record. Throws StoreError `damaged` where anything is not as it was written, or where the file is not the store that `digest`
 * names.
 */
export const verifyStore = (path: string, digest?: string): Verified => {
  const reader = openReader(path);
  const { header, source } = reader;
  try {
    const hash = createHash('sha256');
    for (let position = HEADER; position < source.size; position += CHUNK)
      hash.update(source.read(position, Math.min(CHUNK, source.size - position)));
    const real = hash.digest('hex');
    if (real !== header.digest || (digest !== undefined && digest !== real))
      throw new StoreError(
        'damaged',
        `the advisory store ${shown(path)} is ${real}, not ${digest ?? header.digest}; run custody db sync`,
        { path },
      );
    source.assertUnchanged();
  } finally {
    reader.close();
  }
  return { digest: header.digest, size: header.size, records: readContent(path).records.length };
};
