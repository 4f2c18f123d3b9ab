import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';

const SECTIONS_MAX = 1024;
const DIRECTORIES = 16;

/** A data directory: a relative virtual address, except the certificate table's, which is a file offset. */
export type Directory = { readonly address: number; readonly size: number };

export type PeSection = {
  readonly address: number;
  readonly virtualSize: number;
  readonly rawOffset: number;
  readonly rawSize: number;
};

export type PeHeader = {
  readonly bits: 32 | 64;
  readonly machine: string;
  readonly dll: boolean;
  readonly imageBase: number;
  readonly headerSize: number;
  readonly directories: readonly Directory[];
  readonly sections: readonly PeSection[];
};

const MACHINES: ReadonlyMap<number, string> = new Map([
  [0x014c, 'i386'],
  [0x0162, 'mips'],
  [0x01c0, 'arm'],
  [0x01c4, 'armnt'],
  [0x0200, 'ia64'],
  [0x0ebc, 'ebc'],
  [0x5064, 'riscv64'],
  [0x6264, 'loongarch64'],
  [0x8664, 'amd64'],
  [0xa641, 'arm64ec'],
  [0xaa64, 'arm64'],
]);

/** A DOS header that leads no further than this, but beyond the file's end, is a PE file cut off early; text has larger "offsets". */
const NEAR = 0x1_0000;

/** Where the PE signature is, if there is one: a DOS program or a text that begins with "MZ" has none. */
export const findSignature = async (source: Source): Promise<number | undefined> => {
  const dos = await source.bytes(0, 64);
  if (dos === undefined) return undefined;
  const offset = fieldsOf(dos, true).u32(0x3c);
  const signature = await source.bytes(offset, 4);
  if (signature === undefined) return offset < NEAR ? offset : undefined;
  return fieldsOf(signature, true).u32(0) === 0x4550 ? offset : undefined;
};

const readSections = async (source: Source, offset: number, count: number): Promise<readonly PeSection[]> => {
  const bytes = count > SECTIONS_MAX ? undefined : await source.bytes(offset, count * 40);
  if (bytes === undefined) {
    source.report('pe/bad-section-table', offset, `${count} section headers do not fit`);
    return [];
  }
  const at = fieldsOf(bytes, true);
  return Array.from({ length: count }, (_, index) => {
    const base = index * 40;
    const section = {
      virtualSize: at.u32(base + 8),
      address: at.u32(base + 12),
      rawSize: at.u32(base + 16),
      rawOffset: at.u32(base + 20),
    };
    if (section.rawSize > 0 && section.rawOffset + section.rawSize > source.size)
      source.report(
        'pe/section-outside-file',
        offset + base,
        `section ${index} ends at ${section.rawOffset + section.rawSize}, the file has ${source.size} bytes`,
      );
    return section;
  });
};

/** Reads COFF header, optional header and section table (Microsoft, "PE Format"). */
export const readHeader = async (source: Source, signature: number): Promise<PeHeader | undefined> => {
  const coffBytes = await source.bytes(signature + 4, 20);
  const coff = coffBytes === undefined ? undefined : fieldsOf(coffBytes, true);
  const optionalSize = coff?.u16(16) ?? 0;
  const optionalAt = signature + 24;
  const optionalBytes = await source.bytes(optionalAt, optionalSize);
  const optional = optionalBytes === undefined ? undefined : fieldsOf(optionalBytes, true);
  const magic = optional !== undefined && optionalSize >= 2 ? optional.u16(0) : 0;
  const wide = magic === 0x20b;
  const directoriesAt = wide ? 112 : 96;
  if (
    coff === undefined ||
    optional === undefined ||
    (!wide && magic !== 0x10b) ||
    optionalSize < directoriesAt
  ) {
    source.report('pe/bad-header', signature, 'COFF header and optional header cannot be read');
    return undefined;
  }
  const machine = coff.u16(0);
  const count = Math.min(
    optional.u32(directoriesAt - 4),
    DIRECTORIES,
    Math.floor((optionalSize - directoriesAt) / 8),
  );
  return {
    bits: wide ? 64 : 32,
    machine: MACHINES.get(machine) ?? `machine-${machine}`,
    dll: (coff.u16(18) & 0x2000) !== 0,
    imageBase: wide ? optional.u64(24) : optional.u32(28),
    headerSize: optional.u32(60),
    directories: Array.from({ length: count }, (_, index) => ({
      address: optional.u32(directoriesAt + index * 8),
      size: optional.u32(directoriesAt + index * 8 + 4),
    })),
    sections: await readSections(source, optionalAt + optionalSize, coff.u16(2)),
  };
};

/** The file offset of a relative virtual address; `undefined` where no section's bytes in the file hold it. */
export const offsetOf = (header: PeHeader, address: number): number | undefined => {
  if (address < header.headerSize) return address;
  const holder = header.sections.find(
    (section) => section.address <= address && address < section.address + section.rawSize,
  );
  return holder === undefined ? undefined : holder.rawOffset + (address - holder.address);
};
