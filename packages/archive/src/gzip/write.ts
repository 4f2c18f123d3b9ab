import { crc32, deflateRawSync } from 'node:zlib';

/**
 * One gzip member around `content` (RFC 1952): mtime 0, no name, OS 255 (unknown), so that only the content decides.
 * The compressed bytes are zlib's: the same for the same Node on the same kind of processor.
 */
export const writeGzip = (content: Uint8Array): Uint8Array => {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length % 2 ** 32, 4);
  return Buffer.concat([header, deflateRawSync(content, { level: 9 }), trailer]);
};
