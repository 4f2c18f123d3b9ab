import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import { textAt } from '../bytes/text.ts';
import type { ElfHeader } from './header.ts';
import { SHT_DYNAMIC, type Sections } from './sections.ts';
import { offsetOf, PT_DYNAMIC, type Segment } from './segments.ts';

const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_STRSZ = 10;
const DT_SONAME = 14;
const DT_RPATH = 15;
const DT_RUNPATH = 29;
const DT_FLAGS_1 = 0x6ffffffb;
const DT_VERDEF = 0x6ffffffc;
const DT_VERDEFNUM = 0x6ffffffd;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;
const DF_1_PIE = 0x08000000;
const ENTRIES_MAX = 65_536;

/** Where the dynamic table and the names it points into lie in the file. */
type Place = { readonly offset: number; readonly size: number };

/** Strings of the dynamic table. */
export type Strings = { readonly offset: number; readonly size: number };

/** What the dynamic table says. */
export type Dynamic = {
  readonly soname?: string;
  readonly needed: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  readonly pie: boolean;
  readonly strings?: Strings;
  readonly versionNeeds?: { readonly offset: number; readonly count: number };
  readonly versionDefinitions?: { readonly offset: number; readonly count: number };
};

type Entry = { readonly tag: number; readonly value: number; readonly offset: number };

const readEntries = async (source: Source, header: ElfHeader, place: Place): Promise<readonly Entry[]> => {
  const wide = header.bits === 64;
  const rowSize = wide ? 16 : 8;
  const rows = Math.min(Math.floor(place.size / rowSize), ENTRIES_MAX);
  const bytes = await source.bytes(place.offset, rows * rowSize);
  if (bytes === undefined) {
    source.report(
      'elf/dynamic-outside-file',
      place.offset,
      `the dynamic table of ${place.size} bytes at ${place.offset} lies outside the file`,
    );
    return [];
  }
  const at = fieldsOf(bytes, header.little);
  const entries: Entry[] = [];
  for (let index = 0; index < rows; index++) {
    const base = index * rowSize;
    const tag = wide ? at.u64(base) : at.u32(base);
    if (tag === 0) return entries;
    entries.push({
      tag,
      value: wide ? at.u64(base + 8) : at.u32(base + 4),
      offset: place.offset + base,
    });
  }
  source.report('elf/dynamic-unterminated', place.offset, 'the dynamic table has no closing entry');
  return entries;
};

/** One answer of a tag that may stand once; another, different one is reported, since loaders differ in which they take. */
const single = (
  source: Source,
  texts: readonly { readonly text: string; readonly offset: number }[],
  what: string,
): string | undefined => {
  const [first, ...others] = texts;
  const other = others.find((entry) => entry.text !== first?.text);
  if (other !== undefined) source.report('elf/duplicate-entry', other.offset, `a second, different ${what}`);
  return first?.text;
};

const interpret = async (
  source: Source,
  entries: readonly Entry[],
  segments: readonly Segment[],
  knownStrings: Strings | undefined,
): Promise<Dynamic> => {
  const value = (tag: number): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
  const place = (tag: number, what: string): number | undefined => {
    const entry = entries.find((candidate) => candidate.tag === tag);
    if (entry === undefined) return undefined;
    const offset = offsetOf(segments, entry.value);
    if (offset === undefined)
      source.report('elf/unmapped-address', entry.offset, `${what} lies in no loaded segment`);
    return offset;
  };
  const stringsAt = knownStrings?.offset ?? place(DT_STRTAB, 'the dynamic string table');
  const strings: Strings | undefined =
    stringsAt === undefined
      ? undefined
      : { offset: stringsAt, size: knownStrings?.size ?? value(DT_STRSZ) ?? source.size - stringsAt };
  const texts = async (
    tag: number,
    what: string,
  ): Promise<readonly { readonly text: string; readonly offset: number }[]> => {
    const found: { readonly text: string; readonly offset: number }[] = [];
    for (const entry of entries) {
      if (entry.tag !== tag || strings === undefined) continue;
      if (entry.value >= strings.size) {
        source.report('elf/bad-string', entry.offset, `${what}: lies outside the dynamic string table`);
        continue;
      }
      const text = await textAt(source, strings.offset + entry.value, what, 'elf');
      if (text !== undefined) found.push({ text, offset: entry.offset });
    }
    return found;
  };
  const table = (
    at: number | undefined,
    countTag: number,
  ): { readonly offset: number; readonly count: number } | undefined =>
    at === undefined ? undefined : { offset: at, count: value(countTag) ?? 0 };

  const needed = (await texts(DT_NEEDED, 'a needed library')).map(({ text }) => text);
  const soname = single(source, await texts(DT_SONAME, 'the SONAME'), 'SONAME');
  const rpath = single(source, await texts(DT_RPATH, 'the RPATH'), 'RPATH');
  const runpath = single(source, await texts(DT_RUNPATH, 'the RUNPATH'), 'RUNPATH');
  const versionNeeds = table(place(DT_VERNEED, 'the table of needed versions'), DT_VERNEEDNUM);
  const versionDefinitions = table(place(DT_VERDEF, 'the table of defined versions'), DT_VERDEFNUM);
  return {
    needed,
    pie: Math.floor((value(DT_FLAGS_1) ?? 0) / DF_1_PIE) % 2 === 1,
    ...(strings === undefined ? {} : { strings }),
    ...(soname === undefined ? {} : { soname }),
    ...(rpath === undefined ? {} : { rpath }),
    ...(runpath === undefined ? {} : { runpath }),
    ...(versionNeeds === undefined ? {} : { versionNeeds }),
    ...(versionDefinitions === undefined ? {} : { versionDefinitions }),
  };
};

const answer = (dynamic: Dynamic): string =>
  JSON.stringify([dynamic.soname, dynamic.needed, dynamic.rpath, dynamic.runpath]);

/**
 * The dynamic table through the program headers, as the loader sees it. The section headers, which most tools go by,
 * are a second witness: where they tell another story, that is reported and the loader's view is given.
 */
export const readDynamic = async (
  source: Source,
  header: ElfHeader,
  segments: readonly Segment[],
  sections: Sections,
): Promise<Dynamic> => {
  const segment = segments.find(({ type }) => type === PT_DYNAMIC);
  const section = sections.list.find(({ type }) => type === SHT_DYNAMIC);
  // A file of debug information keeps the loader's tables, but not the bytes behind them: then .dynamic is SHT_NOBITS.
  const hollow = section === undefined && sections.list.length > 0;
  const loaded =
    segment === undefined || hollow
      ? { needed: [], pie: false }
      : await interpret(source, await readEntries(source, header, segment), segments, undefined);
  if (section === undefined) return loaded;

  const names = sections.list[section.link];
  if (segment !== undefined && segment.offset === section.offset && loaded.strings?.offset === names?.offset)
    return loaded;
  const told = await interpret(source, await readEntries(source, header, section), segments, names);
  if (answer(told) !== answer(loaded))
    source.report(
      'elf/dynamic-disagrees',
      section.offset,
      'program headers and section headers lead to different dynamic tables',
    );
  return loaded;
};
