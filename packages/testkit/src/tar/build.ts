import { concat, type Content, padTo, toBytes } from '../bytes/bytes.ts';
import type { TarEntrySpec, TarFields, TarSpec } from './spec.ts';

const BLOCK = 512;

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

const field = (content: Content, width: number): Uint8Array => {
  const bytes = new Uint8Array(width);
  bytes.set(toBytes(content).subarray(0, width));
  return bytes;
};

const header = (fields: Omit<TarFields, 'checksum'> & { readonly checksum?: string }): Uint8Array => {
  const block = padTo(
    concat(
      field(fields.name, 100),
      field(fields.mode, 8),
      field(fields.uid, 8),
      field(fields.gid, 8),
      field(fields.size, 12),
      field(fields.mtime, 12),
      field('        ', 8),
      field(fields.type, 1),
      field(fields.linkName, 100),
      field(fields.magic, 8),
      field(fields.userName, 32),
      field(fields.groupName, 32),
      field(fields.deviceMajor, 8),
      field(fields.deviceMinor, 8),
      field(fields.prefix, 155),
    ),
    BLOCK,
  );
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.set(field(fields.checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 8), 148);
  return block;
};

/** One pax record: its length counts itself. POSIX.1-2024, pax, "pax Extended Header". */
export const paxRecord = (key: string, value: string): string => {
  const rest = ` ${key}=${value}\n`;
  const bytes = toBytes(rest).length;
  let length = bytes + 1;
  while (String(length).length + bytes !== length) length = String(length).length + bytes;
  return `${length}${rest}`;
};

const plain = (spec: TarEntrySpec, content: Uint8Array): Omit<TarFields, 'checksum'> => ({
  name: spec.name,
  mode: octal(spec.mode ?? (spec.type === '5' ? 0o755 : 0o644), 8),
  uid: octal(0, 8),
  gid: octal(0, 8),
  size: octal(content.length, 12),
  mtime: octal(spec.mtime ?? 315_532_800, 12),
  type: spec.type ?? '0',
  linkName: spec.linkName ?? '',
  magic: 'ustar\u000000',
  userName: '',
  groupName: '',
  deviceMajor: octal(0, 8),
  deviceMinor: octal(0, 8),
  prefix: '',
});

/** A helper entry (pax or GNU long name) that describes the next one. */
const helper = (type: string, name: string, body: Uint8Array): Uint8Array =>
  concat(header({ ...plain({ name, type }, body), mtime: octal(0, 12) }), padTo(body, BLOCK));

const longName = (spec: TarEntrySpec): 'pax' | 'gnu' | 'cut' | 'fits' =>
  toBytes(spec.name).length <= 100 && toBytes(spec.linkName ?? '').length <= 100
    ? 'fits'
    : (spec.longNames ?? 'pax');

const helpers = (spec: TarEntrySpec): Uint8Array => {
  const how = longName(spec);
  const given =
    spec.pax === undefined
      ? []
      : Array.isArray(spec.pax)
        ? (spec.pax as readonly (readonly [string, string])[])
        : Object.entries(spec.pax);
  const records: readonly (readonly [string, string])[] = [
    ...(how === 'pax' ? [['path', spec.name] as const] : []),
    ...(how === 'pax' && spec.linkName !== undefined ? [['linkpath', spec.linkName] as const] : []),
    ...given,
  ];
  const body = spec.paxBody ?? records.map(([key, value]) => paxRecord(key, value)).join('');
  return concat(
    body.length === 0 ? new Uint8Array(0) : helper('x', 'PaxHeaders/entry', toBytes(body)),
    how === 'gnu' ? helper('L', '././@LongLink', toBytes(`${spec.name}\0`)) : new Uint8Array(0),
    how === 'gnu' && spec.linkName !== undefined
      ? helper('K', '././@LongLink', toBytes(`${spec.linkName}\0`))
      : new Uint8Array(0),
  );
};

const entryBytes = (spec: TarEntrySpec): Uint8Array => {
  const content = toBytes(spec.content ?? '');
  return concat(
    spec.before ?? new Uint8Array(0),
    helpers(spec),
    header({ ...plain(spec, content), ...spec.fields }),
    spec.pad === false ? content : padTo(content, BLOCK),
  );
};

/**
 * A tar archive exactly as specified, lies included. Same specification, same bytes. POSIX.1-2024 ustar and pax
 * interchange formats, GNU long names where asked for.
 */
export const buildTar = (spec: TarSpec): Uint8Array => {
  const global = Object.entries(spec.globalPax ?? {})
    .map(([key, value]) => paxRecord(key, value))
    .join('');
  return concat(
    global === '' ? new Uint8Array(0) : helper('g', 'pax_global_header', toBytes(global)),
    ...spec.entries.map(entryBytes),
    new Uint8Array(BLOCK * (spec.endBlocks ?? 2)),
    spec.suffix ?? new Uint8Array(0),
  );
};
