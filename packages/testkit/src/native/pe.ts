import { concat, padTo, toBytes, u16, u32, uint } from '../bytes/bytes.ts';
import { layoutFrom, type Layout } from './layout.ts';
import { resourceSection, versionResource } from './pe-version.ts';

export type PeOptions = {
  readonly bits?: 32 | 64;
  /** 0x8664 (x86-64) by default, 0xaa64 ARM64, 0x14c i386. */
  readonly machine?: number;
  /** False: an executable. */
  readonly dll?: boolean;
  readonly exportName?: string;
  readonly imports?: readonly string[];
  readonly delayImports?: readonly string[];
  /** StringFileInfo; a version resource is there when this or `fileVersion` is. */
  readonly versionInfo?: Readonly<Record<string, string>>;
  readonly fileVersion?: string;
  readonly productVersion?: string;
  readonly pdb?: { readonly guid: string; readonly age: number; readonly path: string };
  /** True: a REPRO entry in the debug directory. */
  readonly reproducible?: boolean;
  /** Bytes of a certificate table. */
  readonly certificate?: Uint8Array;
  readonly timestamp?: number;
};

type Directory = readonly [address: number, size: number];

/** One section holds everything: mapped at this address, and at this offset of the file. */
const ADDRESS = 0x1000;
const OFFSET = 0x400;

const text = (value: string): Uint8Array => toBytes(`${value}\0`);

const exportDirectory = (section: Layout, name: string): Directory => {
  const nameAt = section.put(text(name));
  return [section.put(concat(u32(0), u32(0), u32(0), u32(nameAt), u32(1), new Uint8Array(20)), 4), 40];
};

const importDirectory = (section: Layout, names: readonly string[], thunk: number): Directory => {
  const rows = names.map((name) => {
    const nameAt = section.put(text(name));
    // One import by ordinal 1: enough for a loader's table.
    const table = section.put(
      concat(uint(thunk, thunk === 8 ? (1n << 63n) | 1n : 0x8000_0001, 'little'), new Uint8Array(thunk)),
      8,
    );
    return concat(u32(table), u32(0), u32(0), u32(nameAt), u32(table));
  });
  const bytes = concat(...rows, new Uint8Array(20));
  return [section.put(bytes, 4), bytes.length];
};

const delayDirectory = (section: Layout, names: readonly string[]): Directory => {
  const rows = names.map((name) => concat(u32(1), u32(section.put(text(name))), new Uint8Array(24)));
  const bytes = concat(...rows, new Uint8Array(32));
  return [section.put(bytes, 4), bytes.length];
};

const guidBytes = (guid: string): Uint8Array => {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  // The first three groups are numbers, stored little-endian.
  return concat(
    bytes.subarray(0, 4).toReversed(),
    bytes.subarray(4, 6).toReversed(),
    bytes.subarray(6, 8).toReversed(),
    bytes.subarray(8, 16),
  );
};

const debugDirectory = (section: Layout, options: PeOptions): Directory => {
  const row = (type: number, body: Uint8Array): Uint8Array => {
    const at = body.length === 0 ? 0 : section.put(body, 4);
    return concat(
      u32(0),
      u32(0),
      u32(0),
      u32(type),
      u32(body.length),
      u32(at),
      u32(at === 0 ? 0 : at - ADDRESS + OFFSET),
    );
  };
  const { pdb } = options;
  const rows = [
    ...(pdb === undefined
      ? []
      : [row(2, concat(toBytes('RSDS'), guidBytes(pdb.guid), u32(pdb.age), text(pdb.path)))]),
    ...(options.reproducible === true ? [row(16, new Uint8Array(0))] : []),
  ];
  const bytes = concat(...rows);
  return [section.put(bytes, 4), bytes.length];
};

const resourceDirectory = (section: Layout, options: PeOptions): Directory => {
  const file = options.fileVersion ?? '1.0.0.0';
  const version = versionResource(options.versionInfo ?? {}, file, options.productVersion ?? file);
  section.put(new Uint8Array(0), 8);
  const bytes = resourceSection(section.at(), version);
  return [section.put(bytes, 8), bytes.length];
};

/** A small PE file whose one section says what it is asked to say and holds no code. Microsoft, "PE Format". */
export const buildPe = (options: PeOptions = {}): Uint8Array => {
  const bits = options.bits ?? 64;
  const section = layoutFrom(ADDRESS);
  const directories = new Map<number, Directory>();
  if (options.exportName !== undefined) directories.set(0, exportDirectory(section, options.exportName));
  if (options.imports !== undefined) directories.set(1, importDirectory(section, options.imports, bits / 8));
  if (options.versionInfo !== undefined || options.fileVersion !== undefined)
    directories.set(2, resourceDirectory(section, options));
  if (options.pdb !== undefined || options.reproducible === true)
    directories.set(6, debugDirectory(section, options));
  if (options.delayImports !== undefined) directories.set(13, delayDirectory(section, options.delayImports));

  const body = section.bytes();
  const raw = padTo(body, 0x200);
  const end = OFFSET + raw.length;
  if (options.certificate !== undefined) directories.set(4, [end, 8 + options.certificate.length]);

  const word = (value: number): Uint8Array => uint(bits / 8, value, 'little');
  const optional = concat(
    u16(bits === 64 ? 0x20b : 0x10b),
    u16(14),
    u32(0),
    u32(raw.length),
    u32(0),
    u32(0),
    u32(ADDRESS),
    bits === 64 ? new Uint8Array(0) : u32(ADDRESS),
    word(bits === 64 ? 0x1_8000_0000 : 0x1000_0000),
    u32(0x1000),
    u32(0x200),
    u16(6),
    u16(0),
    u32(0),
    u16(6),
    u16(0),
    u32(0),
    u32(ADDRESS + Math.max(1, Math.ceil(body.length / 0x1000)) * 0x1000),
    u32(OFFSET),
    u32(0),
    u16(3),
    u16(0x160),
    word(0x10_0000),
    word(0x1000),
    word(0x10_0000),
    word(0x1000),
    u32(0),
    u32(16),
    ...Array.from({ length: 16 }, (_, i) => {
      const [address, size] = directories.get(i) ?? [0, 0];
      return concat(u32(address), u32(size));
    }),
  );
  const headers = concat(
    toBytes('MZ'),
    new Uint8Array(58),
    u32(0x40),
    toBytes('PE\0\0'),
    u16(options.machine ?? 0x8664),
    u16(1),
    u32(options.timestamp ?? 0),
    u32(0),
    u32(0),
    u16(optional.length),
    u16(options.dll === false ? 0x0022 : 0x2022),
    optional,
    toBytes('.rdata\0\0'),
    u32(body.length),
    u32(ADDRESS),
    u32(raw.length),
    u32(OFFSET),
    new Uint8Array(12),
    u32(0x4000_0040),
  );
  const certificate =
    options.certificate === undefined
      ? new Uint8Array(0)
      : concat(u32(8 + options.certificate.length), u16(0x0200), u16(2), options.certificate);
  return concat(padTo(headers, OFFSET), raw, certificate);
};
