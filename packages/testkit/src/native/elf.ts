import { concat, padTo, toBytes, uint } from '../bytes/bytes.ts';
import { versionDefinitions, versionNeeds } from './elf-versions.ts';
import { layoutFrom, stringTable } from './layout.ts';

export type ElfOptions = {
  readonly bits?: 32 | 64;
  readonly endian?: 'little' | 'big';
  /** `e_machine`: 62 (x86-64) by default, 183 aarch64, 3 i386, 40 ARM, 22 s390x, … */
  readonly machine?: number;
  /** `e_type`: 3 (shared object) by default. */
  readonly type?: number;
  readonly soname?: string;
  readonly needed?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  /** Hexadecimal. */
  readonly buildId?: string;
  /** The JSON of `.note.package`. */
  readonly packageNote?: string;
  readonly comment?: readonly string[];
  readonly interpreter?: string;
  readonly versionNeeds?: readonly { readonly file: string; readonly versions: readonly string[] }[];
  readonly versionDefinitions?: readonly string[];
  /** True: an (empty) `.symtab` is there. */
  readonly symbols?: boolean;
  /** False: no section headers at all, as `sstrip` leaves it. */
  readonly sections?: boolean;
};

type Section = {
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

type Segment = {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly alignment?: number;
};

/**
 * A small ELF file whose one PT_LOAD maps file offset 0 at address 0, so that offsets and addresses agree. It says what
 * it is asked to say and holds no code. System V gABI; GNU build-id; systemd "Package Metadata for Executable Files".
 */
export const buildElf = (options: ElfOptions = {}): Uint8Array => {
  const bits = options.bits ?? 64;
  const endian = options.endian ?? 'little';
  const word = bits / 8;
  const [half, u32, native] = [2, 4, word].map((width) => (value: number) => uint(width, value, endian)) as [
    (value: number) => Uint8Array,
    (value: number) => Uint8Array,
    (value: number) => Uint8Array,
  ];
  const headerSize = bits === 64 ? 64 : 52;
  const segmentSize = bits === 64 ? 56 : 32;
  const sectionSize = bits === 64 ? 64 : 40;
  const notes = [options.buildId, options.packageNote].filter((note) => note !== undefined).length;
  const segmentCount = 2 + notes + (options.interpreter === undefined ? 0 : 1);

  const layout = layoutFrom(headerSize + segmentCount * segmentSize);
  const sections: Section[] = [];
  const segments: Segment[] = [];
  const section = (name: string, type: number, bytes: Uint8Array, more: Partial<Section> = {}): Section => {
    const made = { name, type, offset: layout.put(bytes, more.alignment ?? 8), size: bytes.length, ...more };
    sections.push(made);
    return made;
  };

  const strings = stringTable();
  const named: readonly (readonly [number, string | undefined])[] = [
    ...(options.needed ?? []).map((file) => [1, file] as const),
    [14, options.soname],
    [15, options.rpath],
    [29, options.runpath],
  ];
  const dynamic: (readonly [number, number])[] = named.flatMap(([tag, text]) =>
    text === undefined ? [] : [[tag, strings.add(text)] as const],
  );
  const needs = options.versionNeeds ?? [];
  const definitions = options.versionDefinitions ?? [];
  const needsBytes = versionNeeds(needs, strings, endian);
  const definitionsBytes = versionDefinitions(definitions, strings, endian);
  const text = strings.bytes();
  const dynstr = section('.dynstr', 3, text);
  dynamic.push([5, dynstr.offset], [10, text.length]);
  if (needs.length > 0) {
    const made = section('.gnu.version_r', 0x6fff_fffe, needsBytes, { link: '.dynstr', info: needs.length });
    dynamic.push([0x6fff_fffe, made.offset], [0x6fff_ffff, needs.length]);
  }
  if (definitions.length > 0) {
    const more = { link: '.dynstr', info: definitions.length };
    const made = section('.gnu.version_d', 0x6fff_fffd, definitionsBytes, more);
    dynamic.push([0x6fff_fffc, made.offset], [0x6fff_fffd, definitions.length]);
  }
  dynamic.push([0, 0]);
  const dynamicBytes = concat(...dynamic.flatMap(([tag, value]) => [native(tag), native(value)]));
  segments.push({
    ...section('.dynamic', 6, dynamicBytes, { link: '.dynstr', entrySize: 2 * word }),
    type: 2,
  });

  const note = (name: string, owner: string, type: number, body: Uint8Array): void => {
    const ownerBytes = toBytes(`${owner}\0`);
    const bytes = concat(
      u32(ownerBytes.length),
      u32(body.length),
      u32(type),
      padTo(ownerBytes, 4),
      padTo(body, 4),
    );
    segments.push({ ...section(name, 7, bytes, { alignment: 4 }), type: 4 });
  };
  if (options.buildId !== undefined)
    note('.note.gnu.build-id', 'GNU', 3, Buffer.from(options.buildId, 'hex'));
  if (options.packageNote !== undefined)
    note('.note.package', 'FDO', 0xcafe_1a7e, toBytes(`${options.packageNote}\0`));
  if (options.interpreter !== undefined)
    segments.push({ ...section('.interp', 1, toBytes(`${options.interpreter}\0`)), type: 3 });
  if (options.comment !== undefined)
    section('.comment', 1, toBytes(options.comment.map((line) => `${line}\0`).join('')));
  if (options.symbols === true)
    section('.symtab', 2, new Uint8Array(bits === 64 ? 24 : 16), {
      link: '.dynstr',
      info: 1,
      mapped: false,
      entrySize: bits === 64 ? 24 : 16,
    });

  const names = stringTable();
  for (const { name } of sections) names.add(name);
  names.add('.shstrtab');
  if (options.sections !== false) section('.shstrtab', 3, names.bytes(), { mapped: false });
  const tableOffset = layout.at() + ((8 - (layout.at() % 8)) % 8);
  const numberOf = (name: string | undefined): number =>
    name === undefined ? 0 : sections.findIndex((one) => one.name === name) + 1;
  const sectionHeader = (one: Section): Uint8Array =>
    concat(
      u32(names.add(one.name)),
      u32(one.type),
      native(one.mapped === false ? 0 : 2),
      native(one.offset),
      native(one.offset),
      native(one.size),
      u32(numberOf(one.link)),
      u32(one.info ?? 0),
      native(one.alignment ?? 8),
      native(one.entrySize ?? 0),
    );
  if (options.sections !== false)
    layout.put(concat(new Uint8Array(sectionSize), ...sections.map(sectionHeader)), 8);

  const total = layout.at();
  const segmentHeader = ({ type, offset, size, alignment = 8 }: Segment): Uint8Array => {
    const place = [native(offset), native(offset), native(offset), native(size), native(size)];
    return bits === 64
      ? concat(u32(type), u32(4), ...place, native(alignment))
      : concat(u32(type), ...place, u32(4), native(alignment));
  };
  return concat(
    new Uint8Array([
      0x7f,
      0x45,
      0x4c,
      0x46,
      bits / 32,
      endian === 'little' ? 1 : 2,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]),
    half(options.type ?? 3),
    half(options.machine ?? 62),
    u32(1),
    native(0),
    native(headerSize),
    native(options.sections === false ? 0 : tableOffset),
    u32(0),
    half(headerSize),
    half(segmentSize),
    half(segmentCount),
    half(sectionSize),
    half(options.sections === false ? 0 : sections.length + 1),
    half(options.sections === false ? 0 : sections.length),
    ...[{ type: 1, offset: 0, size: total }, ...segments].map(segmentHeader),
    layout.bytes(),
  );
};
