import { concat } from '../bytes/bytes.ts';
import { type ElfOptions, type ElfWords, wordsOf } from './elf-options.ts';
import { elfParts, putDynamic, putExtras, type Section, type Segment } from './elf-sections.ts';
import { layoutFrom, stringTable } from './layout.ts';

const sectionHeaders = (
  sections: readonly Section[],
  words: ElfWords,
  nameOf: (name: string) => number,
): Uint8Array => {
  const { u32, native } = words;
  const numbers = new Map(sections.map((section, i) => [section.name, i + 1]));
  return concat(
    new Uint8Array(words.bits === 64 ? 64 : 40),
    ...sections.flatMap((section) => [
      u32(nameOf(section.name)),
      u32(section.type),
      native(section.mapped === false ? 0 : 2),
      native(section.mapped === false ? 0 : section.offset),
      native(section.offset),
      native(section.size),
      u32(numbers.get(section.link ?? '') ?? 0),
      u32(section.info ?? 0),
      native(section.alignment ?? 8),
      native(section.entrySize ?? 0),
    ]),
  );
};

const segmentHeader = (
  { bits, u32, native }: ElfWords,
  { type, offset, size, alignment = 8 }: Segment,
): Uint8Array => {
  const place = [native(offset), native(offset), native(offset), native(size), native(size)];
  // The one loaded segment is writable too: some loaders note addresses in the dynamic section.
  const flags = u32(type === 1 ? 6 : 4);
  return bits === 64
    ? concat(u32(type), flags, ...place, native(alignment))
    : concat(u32(type), ...place, flags, native(alignment));
};

/**
 * A small ELF file whose one PT_LOAD maps file offset 0 at address 0, so that offsets and addresses agree. It says what
 * it is asked to say and holds no code; a loader can load it. System V gABI; GNU build-id; systemd "Package Metadata
 * for Executable Files".
 */
export const buildElf = (options: ElfOptions = {}): Uint8Array => {
  const words = wordsOf(options);
  const { bits, half, u32, native } = words;
  const [headerSize, segmentSize, sectionSize] = bits === 64 ? [64, 56, 64] : [52, 32, 40];
  // Known before anything is placed, because what is placed stands behind the segment headers.
  const segmentCount =
    2 + [options.buildId, options.packageNote, options.interpreter].filter((one) => one !== undefined).length;
  const layout = layoutFrom(headerSize + segmentCount * segmentSize);
  const parts = elfParts(layout);
  putDynamic(parts, options, words);
  putExtras(parts, options, words);

  let tableOffset = 0;
  if (options.sections !== false) {
    const names = stringTable();
    for (const { name } of parts.sections) names.add(name);
    names.add('.shstrtab');
    parts.section('.shstrtab', 3, names.bytes(), { mapped: false });
    tableOffset = layout.put(sectionHeaders(parts.sections, words, names.add), 8);
  }
  const sectionCount = options.sections === false ? 0 : parts.sections.length + 1;
  const load: Segment = { type: 1, offset: 0, size: layout.at(), alignment: 0x1000 };
  return concat(
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, bits / 32, words.endian === 'little' ? 1 : 2, 1),
    new Uint8Array(9),
    half(options.type ?? 3),
    half(options.machine ?? 62),
    u32(1),
    native(0),
    native(headerSize),
    native(tableOffset),
    u32(0),
    half(headerSize),
    half(segmentSize),
    half(segmentCount),
    half(sectionSize),
    half(sectionCount),
    half(Math.max(0, sectionCount - 1)),
    ...[load, ...parts.segments].map((segment) => segmentHeader(words, segment)),
    layout.bytes(),
  );
};
