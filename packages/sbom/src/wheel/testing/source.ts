import type { ByteSource } from '@custody/archive';

/** Bytes in memory as something to read from. */
export const wheelSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => {
    if (position < 0 || length < 0 || position + length > bytes.length)
      throw new RangeError(`${length} bytes at ${position} of ${bytes.length}`);
    return bytes.subarray(position, position + length);
  },
});
