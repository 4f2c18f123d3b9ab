import { inflateRawSync } from 'node:zlib';
import type { ZipEntrySpec } from './spec.ts';

/** An entry of a sound archive, ready to be changed and built again to the same bytes. */
export type OpenEntry = Omit<ZipEntrySpec, 'name' | 'content' | 'method' | 'mode'> & {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method: number;
  readonly mode: number;
};

/**
 * The entries of a sound archive (as the builders here make them: one disk, no comments, no ZIP64, UTF-8 names), in
 * order. Content is inflated; unless it is changed, it is built again from the same compressed bytes. Throws RangeError
 * for anything that is not such an archive: this is no reader for hostile input.
 */
export const reopenZip = (bytes: Uint8Array): readonly OpenEntry[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = buffer.length - 22;
  if (end < 0 || buffer.readUInt32LE(end) !== 0x0605_4b50)
    throw new RangeError('not a sound archive to reopen');
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      buffer.readUInt16LE(at + field),
    );
    const header = buffer.readUInt32LE(at + 42);
    const data = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
    const compressed = bytes.slice(data, data + buffer.readUInt32LE(at + 20));
    const method = buffer.readUInt16LE(at + 10);
    const entry = {
      name: buffer.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      content: method === 8 ? new Uint8Array(inflateRawSync(compressed)) : compressed,
      compressed,
      method,
      mode: buffer.readUInt32LE(at + 38) >>> 16,
    };
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    return entry;
  });
};

/** The same entry with other content, compressed anew. */
export const withContent = (entry: OpenEntry, content: Uint8Array): OpenEntry => {
  const { compressed: _, ...rest } = entry;
  return { ...rest, content };
};
