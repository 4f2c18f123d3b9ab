import { createHash } from 'node:crypto';

/** RFC 9562, section 6.6: the namespace of names that are URLs. */
const URL_NAMESPACE = '6ba7b8119dad11d180b400c04fd430c8';

/** A name-based UUID, version 5 (RFC 9562, section 5.5), in the URL namespace. */
export const uuid5 = (name: string): string => {
  const bytes = createHash('sha1').update(Buffer.from(URL_NAMESPACE, 'hex')).update(name, 'utf8').digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
