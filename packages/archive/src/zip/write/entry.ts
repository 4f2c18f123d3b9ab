import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';
import { quoteName } from '../../names/index.ts';
import { asBuffer } from '../bytes.ts';
import { ZipError } from '../error.ts';
import {
  DIRECTORY_RECORD,
  DIRECTORY_RECORD_SIZE,
  EXTRA_ZIP64,
  FLAG_UTF8,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  METHOD_DEFLATED,
  METHOD_STORED,
  U32_SENTINEL,
} from '../records.ts';
import type { Written } from './resolve.ts';

/** A new entry: what goes where the entries are, and how its directory record looks once its offset is known. */
export type EncodedEntry = {
  readonly local: readonly Uint8Array[];
  readonly size: number;
  readonly record: (headerOffset: number) => Uint8Array;
};

const MADE_BY_UNIX = (3 << 8) | 20;
const FIRST_OF_1980 = 0x21;
const DOS_DIRECTORY = 0x10;
const NOTHING = Buffer.alloc(0);

/** An extra field without its ZIP64 part, which belongs to sizes and an offset that are no more. */
const withoutZip64 = (extra: Uint8Array): Buffer => {
  const bytes = asBuffer(extra);
  const kept: Buffer[] = [];
  for (let position = 0; position + 4 <= bytes.length; ) {
    const end = position + 4 + bytes.readUInt16LE(position + 2);
    if (bytes.readUInt16LE(position) !== EXTRA_ZIP64) kept.push(bytes.subarray(position, end));
    position = end;
  }
  return Buffer.concat(kept);
};

const zip64Offset = (offset: number): Buffer => {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(EXTRA_ZIP64, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(offset), 4);
  return field;
};

const externalOf = ({ name, content, old }: Written): number => {
  const directory = name.endsWith('/');
  if (content.mode === undefined && old !== undefined) return old.externalAttributes;
  const mode = content.mode ?? (directory ? 0o040755 : 0o100644);
  const low = old === undefined ? (directory ? DOS_DIRECTORY : 0) : old.externalAttributes & 0xffff;
  return ((mode << 16) | low) >>> 0;
};

/** The fields that both headers share, from the flags to the sizes (APPNOTE 4.3.7, 4.3.12). */
const sharedFields = (written: Written, method: number, data: Uint8Array, flags: number): Buffer => {
  const { content, old } = written;
  const fields = Buffer.alloc(20);
  fields.writeUInt16LE(flags, 0);
  fields.writeUInt16LE(method, 2);
  fields.writeUInt16LE(content.dosTime ?? old?.dosTime ?? 0, 4);
  fields.writeUInt16LE(content.dosDate ?? old?.dosDate ?? FIRST_OF_1980, 6);
  fields.writeUInt32LE(crc32(content.content), 8);
  fields.writeUInt32LE(data.length, 12);
  fields.writeUInt32LE(content.content.length, 16);
  return fields;
};

const methodOf = ({ name, content, old }: Written): number => {
  if (content.method !== undefined) return content.method === 'stored' ? METHOD_STORED : METHOD_DEFLATED;
  if (name.endsWith('/')) return METHOD_STORED;
  return old?.method === METHOD_STORED ? METHOD_STORED : METHOD_DEFLATED;
};

/** Compresses an entry and writes its headers: no data descriptor, the UTF-8 flag only where it says something. */
export const encodeEntry = (written: Written): EncodedEntry => {
  const { name, content, old } = written;
  if (content.content.length >= U32_SENTINEL)
    throw new ZipError('bad-edit', `${quoteName(name)} has 4 GiB or more.`);
  const method = methodOf(written);
  const data =
    method === METHOD_STORED ? content.content : deflateRawSync(content.content, { level: 6, memLevel: 8 });
  const rawName = old?.rawName ?? Buffer.from(name);
  const flags = old === undefined ? (rawName.length === name.length ? 0 : FLAG_UTF8) : old.flags & FLAG_UTF8;
  const shared = sharedFields(written, method, data, flags);
  const needed = method === METHOD_STORED && !name.endsWith('/') ? 10 : 20;

  const localExtra = old === undefined ? NOTHING : withoutZip64(old.localExtra);
  const header = Buffer.alloc(LOCAL_HEADER_SIZE);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(needed, 4);
  shared.copy(header, 6);
  header.writeUInt16LE(rawName.length, 26);
  header.writeUInt16LE(localExtra.length, 28);

  const record = (headerOffset: number): Uint8Array => {
    const far = headerOffset >= U32_SENTINEL;
    const ownExtra = old === undefined ? NOTHING : withoutZip64(old.extra);
    const extra = far ? Buffer.concat([zip64Offset(headerOffset), ownExtra]) : ownExtra;
    if (extra.length > 0xffff)
      throw new ZipError('bad-edit', `${quoteName(name)} has no room for a ZIP64 field.`);
    const bytes = Buffer.alloc(DIRECTORY_RECORD_SIZE);
    bytes.writeUInt32LE(DIRECTORY_RECORD, 0);
    bytes.writeUInt16LE(old?.versionMadeBy ?? MADE_BY_UNIX, 4);
    bytes.writeUInt16LE(far ? 45 : needed, 6);
    shared.copy(bytes, 8);
    bytes.writeUInt16LE(rawName.length, 28);
    bytes.writeUInt16LE(extra.length, 30);
    bytes.writeUInt16LE(old?.comment.length ?? 0, 32);
    bytes.writeUInt16LE(old?.internalAttributes ?? 0, 36);
    bytes.writeUInt32LE(externalOf(written), 38);
    bytes.writeUInt32LE(far ? U32_SENTINEL : headerOffset, 42);
    return Buffer.concat([bytes, rawName, extra, old?.comment ?? NOTHING]);
  };
  return {
    local: [header, rawName, localExtra, data],
    size: LOCAL_HEADER_SIZE + rawName.length + localExtra.length + data.length,
    record,
  };
};
