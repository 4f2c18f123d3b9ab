import type { ByteSource } from '@custody/archive';

/** Bytes in memory as a source, which like a file's gives views that die with the next read. */
export const sourceOf = (bytes: Uint8Array): ByteSource => {
  let last = Buffer.alloc(0);
  return {
    size: bytes.length,
    read: (position, length) => {
      if (position < 0 || position + length > bytes.length)
        throw new RangeError('read outside of the source');
      last.fill(0xa5);
      last = Buffer.from(bytes.subarray(position, position + length));
      return last;
    },
  };
};
