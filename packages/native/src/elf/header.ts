import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';

/** The ELF header; offsets and counts as written, with extended numbering not yet applied. */
export type ElfHeader = {
  readonly bits: 32 | 64;
  readonly little: boolean;
  readonly type: number;
  readonly machine: number;
  readonly segments: Table;
  readonly sections: Table;
  readonly sectionNames: number;
};

/** A table of equal rows in the file. */
export type Table = { readonly offset: number; readonly rowSize: number; readonly count: number };

/** Reads the header (System V gABI, "ELF Header"); reports and answers `undefined` where it cannot be one. */
export const readHeader = async (source: Source): Promise<ElfHeader | undefined> => {
  const ident = await source.bytes(0, 16);
  const elfClass = ident?.[4];
  const data = ident?.[5];
  if (ident === undefined) {
    source.report('elf/truncated-header', source.size, 'the file ends inside the ELF identification');
    return undefined;
  }
  if ((elfClass !== 1 && elfClass !== 2) || (data !== 1 && data !== 2)) {
    source.report('elf/bad-header', 4, `class ${elfClass} with data encoding ${data} is no ELF`);
    return undefined;
  }
  const wide = elfClass === 2;
  const bytes = await source.bytes(0, wide ? 64 : 52);
  if (bytes === undefined) {
    source.report('elf/truncated-header', source.size, 'the file ends inside the ELF header');
    return undefined;
  }
  const at = fieldsOf(bytes, data === 1);
  const tail = wide ? 52 : 40;
  return {
    bits: wide ? 64 : 32,
    little: data === 1,
    type: at.u16(16),
    machine: at.u16(18),
    segments: {
      offset: wide ? at.u64(32) : at.u32(28),
      rowSize: at.u16(tail + 2),
      count: at.u16(tail + 4),
    },
    sections: {
      offset: wide ? at.u64(40) : at.u32(32),
      rowSize: at.u16(tail + 6),
      count: at.u16(tail + 8),
    },
    sectionNames: at.u16(tail + 10),
  };
};
