import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';
import type { ByteSource } from '../../types.ts';

/** A header's fields; each may be set to something false. */
export type Fields = {
  readonly name?: string | Uint8Array;
  readonly versionMadeBy?: number;
  readonly versionNeeded?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly date?: number;
  readonly crc?: number;
  readonly compressedSize?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly disk?: number;
  readonly internal?: number;
  readonly external?: number;
  readonly offset?: number;
};

export type Spec = Fields & {
  readonly content?: string | Uint8Array;
  /** The bytes in the file, where they are not what `content` gives. */
  readonly data?: Uint8Array;
  /** Differences in one of the two headers. */
  readonly local?: Fields;
  readonly central?: Fields;
  /** Bytes before the local header, and between the data and the next header. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  /** No local header and data at all, or no central record. */
  readonly only?: 'local' | 'central';
};

export type EndSpec = {
  readonly count?: number;
  readonly countHere?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly disk?: number;
  readonly comment?: Uint8Array;
  /** Bytes between the directory and the end record, and behind everything. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
};

const bytesOf = (text: string | Uint8Array): Buffer => Buffer.from(text as string);

const localHeader = (f: Required<Fields>): Buffer => {
  const name = bytesOf(f.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(f.versionNeeded, 4);
  header.writeUInt16LE(f.flags, 6);
  header.writeUInt16LE(f.method, 8);
  header.writeUInt16LE(f.time, 10);
  header.writeUInt16LE(f.date, 12);
  header.writeUInt32LE(f.crc, 14);
  header.writeUInt32LE(f.compressedSize, 18);
  header.writeUInt32LE(f.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(f.extra.length, 28);
  return Buffer.concat([header, name, f.extra]);
};

const centralRecord = (f: Required<Fields>): Buffer => {
  const name = bytesOf(f.name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(f.versionMadeBy, 4);
  record.writeUInt16LE(f.versionNeeded, 6);
  record.writeUInt16LE(f.flags, 8);
  record.writeUInt16LE(f.method, 10);
  record.writeUInt16LE(f.time, 12);
  record.writeUInt16LE(f.date, 14);
  record.writeUInt32LE(f.crc, 16);
  record.writeUInt32LE(f.compressedSize, 20);
  record.writeUInt32LE(f.size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(f.extra.length, 30);
  record.writeUInt16LE(f.comment.length, 32);
  record.writeUInt16LE(f.disk, 34);
  record.writeUInt16LE(f.internal, 36);
  record.writeUInt32LE(f.external, 38);
  record.writeUInt32LE(f.offset, 42);
  return Buffer.concat([record, name, f.extra, f.comment]);
};

/** A ZIP made byte by byte, as false as the specification asks. */
export const buildZip = (specs: readonly Spec[], end: EndSpec = {}): Buffer => {
  const parts: Uint8Array[] = [];
  const records: Buffer[] = [];
  let position = 0;
  const put = (bytes: Uint8Array | undefined): void => {
    if (bytes === undefined) return;
    parts.push(bytes);
    position += bytes.length;
  };
  for (const spec of specs) {
    const content = bytesOf(spec.content ?? '');
    const method = spec.method ?? 8;
    const data = spec.data ?? (method === 8 ? deflateRawSync(content) : content);
    put(spec.before);
    const fields: Required<Fields> = {
      name: 'a.txt',
      versionMadeBy: 0x0314,
      versionNeeded: 20,
      flags: 0,
      method,
      time: 0,
      date: 0x21,
      crc: crc32(content),
      compressedSize: data.length,
      size: content.length,
      extra: new Uint8Array(0),
      comment: new Uint8Array(0),
      disk: 0,
      internal: 0,
      external: 0o100644 * 0x10000,
      offset: position,
      ...spec,
    };
    if (spec.only !== 'central') {
      put(localHeader({ ...fields, ...spec.local }));
      put(data);
    }
    put(spec.after);
    if (spec.only !== 'local') records.push(centralRecord({ ...fields, ...spec.central }));
  }
  const offset = position;
  for (const record of records) put(record);
  const size = position - offset;
  put(end.before);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE(end.disk ?? 0, 6);
  record.writeUInt16LE(end.countHere ?? end.count ?? records.length, 8);
  record.writeUInt16LE(end.count ?? records.length, 10);
  record.writeUInt32LE(end.size ?? size, 12);
  record.writeUInt32LE(end.offset ?? offset, 16);
  record.writeUInt16LE(end.comment?.length ?? 0, 20);
  put(record);
  put(end.comment);
  put(end.after);
  return Buffer.concat(parts);
};

/** An extra field of one id. */
export const extraField = (id: number, data: Uint8Array, claimed = data.length): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(claimed, 2);
  return Buffer.concat([head, data]);
};

/** 64-bit numbers in a row, as the ZIP64 records have them. */
export const u64s = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), index * 8);
  return bytes;
};

/** Bytes as a source that hands out one buffer again and again, as a file does: whoever keeps a view gets garbage. */
export const sourceOf = (bytes: Uint8Array): ByteSource => {
  let last = Buffer.alloc(0);
  return {
    size: bytes.length,
    read: (position, length) => {
      if (position < 0 || length < 0 || position + length > bytes.length)
        throw new RangeError(`read of ${length} bytes at ${position} of ${bytes.length}`);
      last.fill(0xee);
      last = Buffer.from(bytes.subarray(position, position + length));
      return last;
    },
  };
};
