import { writer } from './bytes.ts';

export type PeSpec = {
  readonly bits?: 32 | 64;
  readonly machine?: number;
  readonly dll?: boolean;
  readonly imports?: readonly string[];
  readonly delayImports?: readonly string[];
  readonly exportName?: string;
  readonly version?: Uint8Array;
  readonly pdb?: { readonly guid: Uint8Array; readonly age: number; readonly path: string };
  readonly repro?: boolean;
  readonly certificate?: Uint8Array;
};

const RVA = 0x1000;
const RAW = 0x400;

type Place = { readonly address: number; readonly size: number };

/** Builds a PE file with one section that holds all tables. */
export const buildPe = (spec: PeSpec): Uint8Array => {
  const wide = (spec.bits ?? 64) === 64;
  const body = writer();
  const here = (): number => RVA + body.length();
  const place = (write: () => void): Place => {
    body.align(8);
    const address = here();
    write();
    return { address, size: here() - address };
  };
  const none: Place = { address: 0, size: 0 };
  const names = (list: readonly string[]): readonly number[] =>
    list.map((name) => place(() => body.raw(`${name}\0`)).address);
  const importNames = names(spec.imports ?? []);
  const delayNames = names(spec.delayImports ?? []);
  const exportName = names(spec.exportName === undefined ? [] : [spec.exportName])[0] ?? 0;
  const rows = (list: readonly number[], write: (name: number) => void, empty: number): Place =>
    list.length === 0
      ? none
      : place(() => {
          list.forEach(write);
          body.raw(new Uint8Array(empty));
        });
  const importTable = rows(importNames, (name) => body.u32(1, 0, 0, name, 1), 20);
  const delayTable = rows(delayNames, (name) => body.u32(1, name, 0, 0, 0, 0, 0, 0), 32);
  const exportTable = exportName === 0 ? none : place(() => body.u32(0, 0, 0, exportName, 0, 0, 0, 0, 0, 0));
  const { pdb, version } = spec;
  const codeview =
    pdb === undefined ? none : place(() => body.raw('RSDS').raw(pdb.guid).u32(pdb.age).raw(`${pdb.path}\0`));
  const debugRow = (type: number, at: Place): void =>
    void body.u32(0, 0, 0, type, at.size, at.address, at.address === 0 ? 0 : at.address - RVA + RAW);
  const debugTable =
    pdb === undefined && spec.repro !== true
      ? none
      : place(() => {
          if (pdb !== undefined) debugRow(2, codeview);
          if (spec.repro === true) debugRow(16, none);
        });
  const versionAt = version === undefined ? none : place(() => body.raw(version));
  const resources =
    version === undefined
      ? none
      : place(() => {
          const directory = (id: number, target: number): void =>
            void body.u32(0, 0, 0).u16(0, 1).u32(id, target);
          directory(16, 0x8000_0018);
          directory(1, 0x8000_0030);
          directory(0x409, 0x48);
          body.u32(versionAt.address, versionAt.size, 0, 0);
        });
  body.align(0x200);
  const certificate = spec.certificate ?? new Uint8Array();

  const out = writer().raw('MZ').to(0x3c).u32(0x80).to(0x80).raw('PE\0\0');
  out.u16(spec.machine ?? (wide ? 0x8664 : 0x14c), 1).u32(0, 0, 0);
  out.u16((wide ? 112 : 96) + 128, spec.dll === true ? 0x2002 : 2);
  const optional = out.length();
  out.u16(wide ? 0x20b : 0x10b).to(optional + (wide ? 24 : 28));
  if (wide) out.u64(0x1_4000_0000);
  else out.u32(0x40_0000);
  out
    .to(optional + 60)
    .u32(RAW)
    .to(optional + (wide ? 108 : 92))
    .u32(16);
  const directories: readonly Place[] = [
    exportTable,
    importTable,
    resources,
    none,
    certificate.length === 0 ? none : { address: RAW + body.length(), size: certificate.length },
    none,
    debugTable,
    none,
    none,
    none,
    none,
    none,
    none,
    delayTable,
    none,
    none,
  ];
  for (const { address, size } of directories) out.u32(address, size);
  out.raw('.data\0\0\0').u32(body.length(), RVA, body.length(), RAW, 0, 0, 0, 0x4000_0040);
  return out.to(RAW).raw(body.done()).raw(certificate).done();
};

const wideString = (text: string): Uint8Array => Buffer.from(`${text}\0`, 'utf16le');

const block = (
  key: string,
  value: Uint8Array,
  text: boolean,
  children: readonly Uint8Array[],
): Uint8Array => {
  const out = writer().u16(0, text ? value.length / 2 : value.length, text ? 1 : 0);
  out.raw(wideString(key)).align(4).raw(value);
  for (const child of children) out.align(4).raw(child);
  const bytes = out.done();
  new DataView(bytes.buffer).setUint16(0, bytes.length, true);
  return bytes;
};

/** A VS_VERSIONINFO resource with one language. */
export const buildVersion = (
  strings: readonly (readonly [string, string])[],
  file: readonly [number, number, number, number],
  product: readonly [number, number, number, number] = file,
): Uint8Array => {
  const pair = ([a, b, c, d]: readonly [number, number, number, number]): readonly number[] => [
    a * 65_536 + b,
    c * 65_536 + d,
  ];
  const fixed = writer()
    .u32(0xfeef04bd, 0x10000, ...pair(file), ...pair(product))
    .to(52)
    .done();
  const table = block(
    '040904b0',
    new Uint8Array(),
    true,
    strings.map(([key, value]) => block(key, wideString(value), true, [])),
  );
  return block('VS_VERSION_INFO', fixed, false, [
    block('VarFileInfo', new Uint8Array(), true, []),
    block('StringFileInfo', new Uint8Array(), true, [table]),
  ]);
};
