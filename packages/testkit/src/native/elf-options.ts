import { uint } from '../bytes/bytes.ts';

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

/** How wide and which way round the numbers of one ELF file are. */
export type ElfWords = {
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  readonly half: (value: number) => Uint8Array;
  readonly u32: (value: number) => Uint8Array;
  /** As wide as an address. */
  readonly native: (value: number) => Uint8Array;
};

export const wordsOf = (options: ElfOptions): ElfWords => {
  const bits = options.bits ?? 64;
  const endian = options.endian ?? 'little';
  return {
    bits,
    endian,
    half: (value) => uint(2, value, endian),
    u32: (value) => uint(4, value, endian),
    native: (value) => uint(bits / 8, value, endian),
  };
};
