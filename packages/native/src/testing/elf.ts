import { writer } from './bytes.ts';

/** What a test's ELF file shall say. */
export type ElfSpec = {
  readonly bits?: 32 | 64;
  readonly little?: boolean;
  readonly type?: number;
  readonly machine?: number;
  readonly soname?: string;
  readonly needed?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  readonly interpreter?: string;
  readonly comment?: string;
  readonly notes?: readonly { readonly owner: string; readonly type: number; readonly content: Uint8Array }[];
  readonly versionNeeds?: readonly { readonly file: string; readonly versions: readonly string[] }[];
  readonly versionDefinitions?: readonly string[];
  readonly symbols?: boolean;
  /** Extra dynamic entries, before the closing one. */
  readonly dynamic?: readonly (readonly [tag: number, value: number])[];
  /** The SONAME that the section headers' view shall give instead. */
  readonly sectionSoname?: string;
  readonly sections?: boolean;
};

const BASE = 0x400000;

/** Builds an ELF file: one loaded segment over everything, sections as a linker would name them. */
export const buildElf = (spec: ElfSpec): Uint8Array => {
  const little = spec.little ?? true;
  const wide = (spec.bits ?? 64) === 64;
  const out = writer(little);
  const word = (value: number): void => void (wide ? out.u64(value) : out.u32(value));
  const strings = new Map<string, number>([['', 0]]);
  let stringBytes = '\0';
  const string = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    const at = Buffer.byteLength(stringBytes);
    strings.set(text, at);
    stringBytes += `${text}\0`;
    return at;
  };
  const needs = spec.versionNeeds ?? [];
  const definitions = spec.versionDefinitions ?? [];
  for (const text of [
    ...(spec.needed ?? []),
    spec.soname ?? '',
    spec.rpath ?? '',
    spec.runpath ?? '',
    spec.sectionSoname ?? '',
    ...needs.flatMap(({ file, versions }) => [file, ...versions]),
    ...definitions,
  ])
    string(text);

  const headerSize = wide ? 64 : 52;
  const segmentSize = wide ? 56 : 32;
  const wantsNotes = (spec.notes ?? []).length > 0;
  const segmentCount = 2 + (wantsNotes ? 1 : 0) + (spec.interpreter === undefined ? 0 : 1);
  out.to(headerSize + segmentCount * segmentSize);

  const place = (write: () => void): { offset: number; size: number } => {
    out.align(8);
    const offset = out.length();
    write();
    return { offset, size: out.length() - offset };
  };
  const interpreter = place(() => out.raw(`${spec.interpreter ?? ''}\0`));
  const notes = place(() => {
    for (const note of spec.notes ?? [])
      out
        .u32(note.owner.length + 1, note.content.length, note.type)
        .raw(`${note.owner}\0`)
        .align(4)
        .raw(note.content)
        .align(4);
  });
  const dynstr = place(() => out.raw(stringBytes));
  const verneed = place(() =>
    needs.forEach(({ file, versions }, index) => {
      out.u16(1, versions.length).u32(string(file), 16);
      out.u32(index === needs.length - 1 ? 0 : 16 + 16 * versions.length);
      versions.forEach((version, at) => {
        out
          .u32(0)
          .u16(0, at + 2)
          .u32(string(version), at === versions.length - 1 ? 0 : 16);
      });
    }),
  );
  const verdef = place(() =>
    definitions.forEach((name, index) => {
      out.u16(1, index === 0 ? 1 : 0, index + 1, 1).u32(0, 20, index === definitions.length - 1 ? 0 : 28);
      out.u32(string(name), 0);
    }),
  );
  const writeDynamic = (soname: string | undefined): { offset: number; size: number } =>
    place(() => {
      const entry = (tag: number, value: number): void => {
        word(tag);
        word(value);
      };
      for (const needed of spec.needed ?? []) entry(1, string(needed));
      if (soname !== undefined) entry(14, string(soname));
      if (spec.rpath !== undefined) entry(15, string(spec.rpath));
      if (spec.runpath !== undefined) entry(29, string(spec.runpath));
      entry(5, BASE + dynstr.offset);
      entry(10, dynstr.size);
      if (needs.length > 0) {
        entry(0x6ffffffe, BASE + verneed.offset);
        entry(0x6fffffff, needs.length);
      }
      if (definitions.length > 0) {
        entry(0x6ffffffc, BASE + verdef.offset);
        entry(0x6ffffffd, definitions.length);
      }
      for (const [tag, value] of spec.dynamic ?? []) entry(tag, value);
      entry(0, 0);
    });
  const dynamic = writeDynamic(spec.soname);
  const told = spec.sectionSoname === undefined ? dynamic : writeDynamic(spec.sectionSoname);
  const loadedSize = out.length();
  const comment = place(() => out.raw(`${spec.comment ?? ''}\0`));
  const names = ['', '.dynstr', '.dynamic', '.comment', '.symtab', '.shstrtab'];
  const nameAt = (name: string): number => `${names.join('\0')}\0`.indexOf(`${name}\0`);
  const shstrtab = place(() => out.raw(`${names.join('\0')}\0`));

  type Row = readonly [
    name: string,
    type: number,
    flags: number,
    at: { offset: number; size: number },
    link: number,
  ];
  const none = { offset: 0, size: 0 };
  const rows: readonly Row[] =
    spec.sections === false
      ? []
      : [
          ['', 0, 0, none, 0],
          ['.dynstr', 3, 2, dynstr, 0],
          ['.dynamic', 6, 3, told, 1],
          ['.shstrtab', 3, 0, shstrtab, 0],
          ...(spec.comment === undefined ? [] : [['.comment', 1, 0x30, comment, 0] as const]),
          ...(spec.symbols === true ? [['.symtab', 2, 0, none, 1] as const] : []),
        ];
  const table = place(() => {
    for (const [name, type, flags, at, link] of rows) {
      out.u32(nameAt(name), type);
      word(flags);
      word(flags === 0 ? 0 : BASE + at.offset);
      word(at.offset);
      word(at.size);
      out.u32(link, 0);
      word(1);
      word(0);
    }
  });
  const bytes = out.done();

  const head = writer(little);
  const headWord = (value: number): void => void (wide ? head.u64(value) : head.u32(value));
  head.raw(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1)).to(16);
  head.u16(spec.type ?? 3, spec.machine ?? 62).u32(1);
  headWord(0);
  headWord(headerSize);
  headWord(rows.length === 0 ? 0 : table.offset);
  head
    .u32(0)
    .u16(headerSize, segmentSize, segmentCount, wide ? 64 : 40, rows.length, rows.length === 0 ? 0 : 3);
  const segment = (type: number, at: { offset: number; size: number }, align = 8): void => {
    head.u32(type);
    if (wide) head.u32(5);
    for (const value of [at.offset, BASE + at.offset, BASE + at.offset, at.size, at.size]) headWord(value);
    if (!wide) head.u32(5);
    headWord(align);
  };
  segment(1, { offset: 0, size: loadedSize });
  if (spec.interpreter !== undefined) segment(3, interpreter);
  if (wantsNotes) segment(4, notes, 4);
  segment(2, dynamic);
  bytes.set(head.done());
  return bytes;
};
