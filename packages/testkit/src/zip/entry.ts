import { crc32, deflateRawSync } from 'node:zlib';
import { concat, toBytes, u16, u32, u64 } from '../bytes/bytes.ts';
import type { CentralFields, SharedFields, ZipEntrySpec } from './spec.ts';

/** An entry with every default filled in. */
export type PlannedEntry = {
  readonly spec: ZipEntrySpec;
  readonly data: Uint8Array;
  readonly shared: SharedFields;
  readonly crc32: number;
  readonly size: number;
};

const ZIP64 = 0xffff_ffff;

/** 1980-01-01 00:00:00, the earliest time that DOS fields can say. */
const EPOCH_DATE = 0x0021;

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

const nameOf = (spec: ZipEntrySpec): Uint8Array => toBytes(spec.name);

const dataOf = (spec: ZipEntrySpec, content: Uint8Array, method: number): Uint8Array => {
  if (spec.compressed !== undefined) return spec.compressed;
  return method === 8 ? deflateRawSync(content, { level: spec.level ?? 6 }) : content;
};

export const planEntry = (spec: ZipEntrySpec): PlannedEntry => {
  const name = nameOf(spec);
  const content = toBytes(spec.content ?? '');
  const method = spec.method ?? (name.at(-1) === 0x2f ? 0 : 8);
  const data = dataOf(spec, content, method);
  const checksum = crc32(content);
  const flags =
    (typeof spec.name === 'string' && !isAscii(name) ? 0x0800 : 0) |
    (spec.descriptor === undefined || spec.descriptor === false ? 0 : 0x0008);
  return {
    spec,
    data,
    crc32: checksum,
    size: content.length,
    shared: {
      signature: 0,
      versionNeeded: spec.zip64 === undefined ? 20 : 45,
      flags,
      method,
      time: 0,
      date: EPOCH_DATE,
      crc32: checksum,
      compressedSize: data.length,
      size: content.length,
      name,
      nameLength: -1,
      extra: spec.extra ?? new Uint8Array(0),
      extraLength: -1,
    },
  };
};

const sharedBytes = (fields: SharedFields): Uint8Array =>
  concat(
    u16(fields.versionNeeded),
    u16(fields.flags),
    u16(fields.method),
    u16(fields.time),
    u16(fields.date),
    u32(fields.crc32),
    u32(fields.compressedSize),
    u32(fields.size),
    u16(fields.nameLength < 0 ? fields.name.length : fields.nameLength),
    u16(fields.extraLength < 0 ? fields.extra.length : fields.extraLength),
  );

const zip64Extra = (...values: readonly (number | bigint)[]): Uint8Array =>
  concat(u16(0x0001), u16(values.length * 8), ...values.map(u64));

/** APPNOTE 4.3.7, local file header. */
export const localHeader = (entry: PlannedEntry): Uint8Array => {
  const { spec, shared } = entry;
  const descriptor = spec.descriptor !== undefined && spec.descriptor !== false;
  const wide = spec.zip64 === 'local' || spec.zip64 === 'both';
  const lies = spec.zip64Fields ?? {};
  const fields: SharedFields = {
    ...shared,
    signature: 0x0403_4b50,
    ...(descriptor ? { crc32: 0, compressedSize: 0, size: 0 } : {}),
    ...(wide
      ? {
          compressedSize: ZIP64,
          size: ZIP64,
          extra: concat(
            zip64Extra(lies.size ?? entry.size, lies.compressedSize ?? entry.data.length),
            shared.extra,
          ),
        }
      : {}),
    ...spec.local,
  };
  return concat(u32(fields.signature), sharedBytes(fields), fields.name, fields.extra);
};

/** APPNOTE 4.3.9, data descriptor; empty where the entry has none. */
export const dataDescriptor = (entry: PlannedEntry): Uint8Array => {
  const { descriptor } = entry.spec;
  if (descriptor === undefined || descriptor === false) return new Uint8Array(0);
  const fields = {
    signature: true,
    crc32: entry.crc32,
    compressedSize: entry.data.length,
    size: entry.size,
    zip64: false,
    ...(descriptor === true ? {} : descriptor),
  };
  const size = (value: number | bigint): Uint8Array => (fields.zip64 ? u64(value) : u32(Number(value)));
  return concat(
    fields.signature ? u32(0x0807_4b50) : new Uint8Array(0),
    u32(fields.crc32),
    size(fields.compressedSize),
    size(fields.size),
  );
};

const modeOf = (spec: ZipEntrySpec): number =>
  spec.mode ?? (nameOf(spec).at(-1) === 0x2f ? 0o040_755 : 0o100_644);

/** APPNOTE 4.3.12, central directory record. */
export const centralRecord = (entry: PlannedEntry, headerOffset: number): Uint8Array => {
  const { spec, shared } = entry;
  const wide = spec.zip64 === 'central' || spec.zip64 === 'both';
  const lies = spec.zip64Fields ?? {};
  const mode = modeOf(spec);
  const fields: CentralFields = {
    ...shared,
    signature: 0x0201_4b50,
    // Made on Unix (3), so that the upper half of the external attributes is a mode.
    versionMadeBy: (3 << 8) | shared.versionNeeded,
    comment: spec.comment ?? new Uint8Array(0),
    commentLength: -1,
    disk: 0,
    internalAttributes: 0,
    externalAttributes: mode * 0x1_0000 + ((mode & 0o170_000) === 0o040_000 ? 0x10 : 0),
    headerOffset: wide ? ZIP64 : headerOffset,
    ...(wide
      ? {
          compressedSize: ZIP64,
          size: ZIP64,
          extra: concat(
            zip64Extra(
              lies.size ?? entry.size,
              lies.compressedSize ?? entry.data.length,
              lies.headerOffset ?? headerOffset,
            ),
            shared.extra,
          ),
        }
      : {}),
    ...spec.central,
  };
  return concat(
    u32(fields.signature),
    u16(fields.versionMadeBy),
    sharedBytes(fields),
    u16(fields.commentLength < 0 ? fields.comment.length : fields.commentLength),
    u16(fields.disk),
    u16(fields.internalAttributes),
    u32(fields.externalAttributes),
    u32(fields.headerOffset),
    fields.name,
    fields.extra,
    fields.comment,
  );
};
