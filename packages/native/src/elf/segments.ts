import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import type { ElfHeader } from './header.ts';
import type { Sections } from './sections.ts';

export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_INTERP = 3;
export const PT_NOTE = 4;
const SEGMENTS_MAX = 4096;

/** A row of the program header table: what the loader goes by. */
export type Segment = {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
  readonly align: number;
};

/** Reads the program header table; a loaded segment that ends outside the file is reported (a cut-off file). */
export const readSegments = async (
  source: Source,
  header: ElfHeader,
  sections: Sections,
): Promise<readonly Segment[]> => {
  const { offset, rowSize } = header.segments;
  if (offset === 0 || header.segments.count === 0) return [];
  const wide = header.bits === 64;
  const least = wide ? 56 : 32;
  // gABI: PN_XNUM moves the count to the first section's info.
  const count = header.segments.count === 0xffff ? (sections.list[0]?.info ?? 0xffff) : header.segments.count;
  if (rowSize < least || count > SEGMENTS_MAX) {
    source.report(
      'elf/bad-segment-table',
      offset,
      `${count} rows of ${rowSize} bytes; at least ${least} bytes and at most ${SEGMENTS_MAX} rows expected`,
    );
    return [];
  }
  const bytes = await source.bytes(offset, count * rowSize);
  if (bytes === undefined) {
    source.report(
      'elf/segments-outside-file',
      offset,
      `${count} program headers at ${offset} do not fit the file's ${source.size} bytes`,
    );
    return [];
  }
  const at = fieldsOf(bytes, header.little);
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const base = index * rowSize;
    return wide
      ? {
          type: at.u32(base),
          offset: at.u64(base + 8),
          address: at.u64(base + 16),
          size: at.u64(base + 32),
          align: at.u64(base + 48),
        }
      : {
          type: at.u32(base),
          offset: at.u32(base + 4),
          address: at.u32(base + 8),
          size: at.u32(base + 16),
          align: at.u32(base + 28),
        };
  });
  for (const [index, segment] of segments.entries())
    if (segment.type === PT_LOAD && segment.offset + segment.size > source.size)
      source.report(
        'elf/segment-outside-file',
        offset + index * rowSize,
        `segment ${index} ends at ${segment.offset + segment.size}, the file has ${source.size} bytes`,
      );
  return segments;
};

/** The file offset of a virtual address, through the loaded segments. */
export const offsetOf = (segments: readonly Segment[], address: number): number | undefined => {
  const holder = segments.find(
    (segment) =>
      segment.type === PT_LOAD && segment.address <= address && address < segment.address + segment.size,
  );
  return holder === undefined ? undefined : holder.offset + (address - holder.address);
};
