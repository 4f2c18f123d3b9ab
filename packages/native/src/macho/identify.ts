import { fieldsOf } from '../bytes/fields.ts';
import { partOf, type Source } from '../bytes/source.ts';
import type { MachOObject, MachOSlice } from '../types.ts';
import { machoCpu } from './cpus.ts';
import { readSlice } from './slice.ts';

const FAT = 0xcafebabe;
const FAT_64 = 0xcafebabf;
/** More architectures than Apple ever had at once; also what tells a Java class file apart. */
const SLICES_MAX = 44;

type Entry = {
  readonly row: number;
  readonly machine: string;
  readonly offset: number;
  readonly size: number;
};

const readEntries = async (source: Source, wide: boolean, count: number): Promise<readonly Entry[]> => {
  const rowSize = wide ? 32 : 20;
  const bytes = count > SLICES_MAX ? undefined : await source.bytes(8, count * rowSize);
  if (bytes === undefined) {
    source.report('macho/bad-fat-header', 4, `${count} architectures do not fit`);
    return [];
  }
  const at = fieldsOf(bytes, false);
  return Array.from({ length: count }, (_, index) => {
    const base = index * rowSize;
    return {
      row: 8 + base,
      machine: machoCpu(at.u32(base), at.u32(base + 4)),
      offset: wide ? at.u64(base + 8) : at.u32(base + 8),
      size: wide ? at.u64(base + 16) : at.u32(base + 12),
    };
  });
};

const magicOf = async (source: Source, offset: number): Promise<number> => {
  const bytes = await source.bytes(offset, 4);
  return bytes === undefined ? 0 : fieldsOf(bytes, false).u32(0);
};

const AR = 0x213c6172;

const readEntry = async (source: Source, entry: Entry): Promise<MachOSlice | undefined> => {
  const magic = await magicOf(source, entry.offset);
  if (magic === FAT || magic === FAT_64) {
    source.report('macho/nested-fat', entry.offset, 'a universal file inside a universal file is not read');
    return undefined;
  }
  if (magic === AR)
    return {
      bits: /64/.test(entry.machine) ? 64 : 32,
      endian: entry.machine.startsWith('ppc') ? 'big' : 'little',
      machine: entry.machine,
      type: 'archive',
      needed: [],
      rpaths: [],
      signed: false,
    };
  const slice = await readSlice(partOf(source, entry.offset, entry.size));
  if (slice !== undefined && slice.machine !== entry.machine)
    source.report(
      'macho/slice-disagrees',
      entry.row,
      `the universal header says ${entry.machine}, the slice ${slice.machine}`,
    );
  return slice;
};

const readFat = async (source: Source, wide: boolean): Promise<readonly MachOSlice[]> => {
  const head = await source.bytes(0, 8);
  const entries = head === undefined ? [] : await readEntries(source, wide, fieldsOf(head, false).u32(4));
  const slices: MachOSlice[] = [];
  let end = 0;
  // In file order: a reader that re-inflates then need not go back.
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset + entry.size > source.size) {
      source.report('macho/slice-outside-file', entry.row, `the slice for ${entry.machine} is cut off`);
      continue;
    }
    if (entry.offset < end)
      source.report('macho/slices-overlap', entry.row, `the slice for ${entry.machine} overlaps another`);
    end = Math.max(end, entry.offset + entry.size);
    const slice = await readEntry(source, entry);
    if (slice !== undefined) slices.push(slice);
  }
  return slices;
};

/** What a Mach-O file says about itself, thin or universal (Apple's `mach-o/fat.h`, `mach-o/loader.h`). */
export const identifyMachO = async (source: Source): Promise<MachOObject> => {
  const magic = await magicOf(source, 0);
  const fat = magic === FAT || magic === FAT_64;
  const thin = fat ? undefined : await readSlice(source);
  const slices = fat ? await readFat(source, magic === FAT_64) : thin === undefined ? [] : [thin];
  return { format: 'mach-o', fat, slices, problems: source.problems };
};
