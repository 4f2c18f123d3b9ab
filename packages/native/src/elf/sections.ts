import { type Fields, fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { textAt } from '../bytes/text.ts';
import type { ElfHeader } from './header.ts';

export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_DYNAMIC = 6;
export const SHT_NOTE = 7;
const SHF_ALLOC = 2;
const SECTIONS_MAX = 65_536;
/** Only sections that are not loaded are looked up by name; an object file can have very many of them. */
const NAMED_MAX = 4096;

/** A row of the section header table. */
export type Section = {
  readonly name: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly align: number;
};

export type Sections = {
  readonly list: readonly Section[];
  /** Index of the section that holds the names. */
  readonly names: number;
};

const row = (at: Fields, base: number, wide: boolean): Section =>
  wide
    ? {
        name: at.u32(base),
        type: at.u32(base + 4),
        flags: at.u64(base + 8),
        offset: at.u64(base + 24),
        size: at.u64(base + 32),
        link: at.u32(base + 40),
        info: at.u32(base + 44),
        align: at.u64(base + 48),
      }
    : {
        name: at.u32(base),
        type: at.u32(base + 4),
        flags: at.u32(base + 8),
        offset: at.u32(base + 16),
        size: at.u32(base + 20),
        link: at.u32(base + 24),
        info: at.u32(base + 28),
        align: at.u32(base + 32),
      };

/** Reads the section header table; none at all is no problem (it may be stripped), one that cannot be read is. */
export const readSections = async (source: Source, header: ElfHeader): Promise<Sections> => {
  const none: Sections = { list: [], names: 0 };
  const { offset, rowSize } = header.sections;
  if (offset === 0) return none;
  const wide = header.bits === 64;
  const least = wide ? 64 : 40;
  if (rowSize < least) {
    source.report('elf/bad-section-table', offset, `rows of ${rowSize} bytes, at least ${least} expected`);
    return none;
  }
  const first = await source.bytes(offset, least);
  if (first === undefined) {
    source.report(
      'elf/sections-outside-file',
      offset,
      `the section table begins at ${offset}, the file has ${source.size} bytes`,
    );
    return none;
  }
  // gABI: counts that do not fit 16 bits are kept in the first section's size and link.
  const zero = row(fieldsOf(first, header.little), 0, wide);
  const count = header.sections.count === 0 ? zero.size : header.sections.count;
  if (count > SECTIONS_MAX) {
    source.report('elf/too-many-sections', offset, `${count} sections, at most ${SECTIONS_MAX} are read`);
    return none;
  }
  const bytes = await source.bytes(offset, count * rowSize);
  if (bytes === undefined) {
    source.report(
      'elf/sections-outside-file',
      offset,
      `${count} section headers at ${offset} do not fit the file's ${source.size} bytes`,
    );
    return none;
  }
  const at = fieldsOf(bytes, header.little);
  return {
    list: Array.from({ length: count }, (_, index) => row(at, index * rowSize, wide)),
    names: header.sectionNames === 0xffff ? zero.link : header.sectionNames,
  };
};

/** The not loaded section of this name, such as `.comment`. */
export const findUnloaded = async (
  source: Source,
  sections: Sections,
  wanted: string,
): Promise<Section | undefined> => {
  const table = sections.list[sections.names];
  if (table === undefined || table.size === 0) return undefined;
  const candidates = sections.list
    .filter((section) => section.type === SHT_PROGBITS && section.flags % (2 * SHF_ALLOC) < SHF_ALLOC)
    .slice(0, NAMED_MAX);
  for (const section of candidates) {
    if (section.name >= table.size) continue;
    if ((await textAt(source, table.offset + section.name, 'a section name', 'elf')) === wanted)
      return section;
  }
  return undefined;
};
