import { concat, padTo, toBytes } from '../bytes/bytes.ts';
import type { ElfOptions, ElfWords } from './elf-options.ts';
import { versionDefinitions, versionNeeds } from './elf-versions.ts';
import { type Layout, stringTable } from './layout.ts';

export type Section = {
  readonly name: string;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link?: string;
  readonly entrySize?: number;
  readonly info?: number;
  /** Part of the mapped image. */
  readonly mapped?: boolean;
  readonly alignment?: number;
};

export type Segment = {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly alignment?: number;
};

/** What an ELF file is made of, as it is put on the layout. */
export type ElfParts = {
  readonly sections: Section[];
  readonly segments: Segment[];
  readonly section: (name: string, type: number, bytes: Uint8Array, more?: Partial<Section>) => Section;
};

export const elfParts = (layout: Layout): ElfParts => {
  const sections: Section[] = [];
  return {
    sections,
    segments: [],
    section: (name, type, bytes, more = {}) => {
      const made = {
        name,
        type,
        offset: layout.put(bytes, more.alignment ?? 8),
        size: bytes.length,
        ...more,
      };
      sections.push(made);
      return made;
    },
  };
};

/** An empty symbol table and its hash table: without them a loader that takes the file would crash. */
const putSymbols = (
  { section }: ElfParts,
  words: ElfWords,
  machine: number,
): (readonly [number, number])[] => {
  const size = words.bits === 64 ? 24 : 16;
  const symbols = section('.dynsym', 11, new Uint8Array(size), { link: '.dynstr', info: 1, entrySize: size });
  // One bucket, one chain. 64-bit s390 and Alpha alone have 8-byte words here.
  const wide = words.bits === 64 && (machine === 22 || machine === 0x9026);
  const word = wide ? words.native : words.u32;
  const hash = section('.hash', 5, concat(word(1), word(1), word(0), word(0)), {
    link: '.dynsym',
    entrySize: wide ? 8 : 4,
  });
  return [
    [4, hash.offset],
    [6, symbols.offset],
    [11, size],
  ];
};

/** The dynamic segment and everything it points to. gABI, "Dynamic Section". */
export const putDynamic = (parts: ElfParts, options: ElfOptions, words: ElfWords): void => {
  const strings = stringTable();
  const named: readonly (readonly [number, string | undefined])[] = [
    ...(options.needed ?? []).map((file) => [1, file] as const),
    [14, options.soname],
    [15, options.rpath],
    [29, options.runpath],
  ];
  const entries: (readonly [number, number])[] = named.flatMap(([tag, text]) =>
    text === undefined ? [] : [[tag, strings.add(text)] as const],
  );
  const needs = options.versionNeeds ?? [];
  const definitions = options.versionDefinitions ?? [];
  const needsBytes = versionNeeds(needs, strings, words.endian);
  const definitionsBytes = versionDefinitions(definitions, strings, words.endian);
  const text = strings.bytes();
  entries.push([5, parts.section('.dynstr', 3, text).offset], [10, text.length]);
  entries.push(...putSymbols(parts, words, options.machine ?? 62));
  const versions = (name: string, type: number, bytes: Uint8Array, tag: number, count: number): void => {
    if (count === 0) return;
    const made = parts.section(name, type, bytes, { link: '.dynstr', info: count });
    entries.push([tag, made.offset], [tag + 1, count]);
  };
  versions('.gnu.version_r', 0x6fff_fffe, needsBytes, 0x6fff_fffe, needs.length);
  versions('.gnu.version_d', 0x6fff_fffd, definitionsBytes, 0x6fff_fffc, definitions.length);
  if (needs.length + definitions.length > 0) {
    // One version number per symbol; there is only the null symbol.
    const numbers = parts.section('.gnu.version', 0x6fff_ffff, words.half(0), {
      link: '.dynsym',
      entrySize: 2,
    });
    entries.push([0x6fff_fff0, numbers.offset]);
  }
  entries.push([0, 0]);
  const bytes = concat(...entries.flatMap(([tag, value]) => [words.native(tag), words.native(value)]));
  const made = parts.section('.dynamic', 6, bytes, { link: '.dynstr', entrySize: words.bits / 4 });
  parts.segments.push({ ...made, type: 2 });
};

const putNote = (
  parts: ElfParts,
  words: ElfWords,
  name: string,
  owner: string,
  type: number,
  body: Uint8Array,
): void => {
  const ownerBytes = toBytes(`${owner}\0`);
  const head = [words.u32(ownerBytes.length), words.u32(body.length), words.u32(type)];
  const bytes = concat(...head, padTo(ownerBytes, 4), padTo(body, 4));
  parts.segments.push({ ...parts.section(name, 7, bytes, { alignment: 4 }), type: 4 });
};

/** Notes, interpreter, compiler strings and symbols. */
export const putExtras = (parts: ElfParts, options: ElfOptions, words: ElfWords): void => {
  if (options.buildId !== undefined)
    putNote(parts, words, '.note.gnu.build-id', 'GNU', 3, Buffer.from(options.buildId, 'hex'));
  if (options.packageNote !== undefined)
    putNote(parts, words, '.note.package', 'FDO', 0xcafe_1a7e, toBytes(`${options.packageNote}\0`));
  if (options.interpreter !== undefined)
    parts.segments.push({ ...parts.section('.interp', 1, toBytes(`${options.interpreter}\0`)), type: 3 });
  if (options.comment !== undefined)
    parts.section('.comment', 1, toBytes(options.comment.map((line) => `${line}\0`).join('')), {
      mapped: false,
    });
  const size = words.bits === 64 ? 24 : 16;
  if (options.symbols === true)
    parts.section('.symtab', 2, new Uint8Array(size), {
      link: '.dynstr',
      info: 1,
      mapped: false,
      entrySize: size,
    });
};
