import { concat, uint } from '../bytes/bytes.ts';
import type { StringTable } from './layout.ts';

type Endian = 'little' | 'big';

/** The System V hash of a symbol or version name. gABI, "Hash Table". */
const elfHash = (text: string): number => {
  let hash = 0;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = hash & 0xf000_0000;
    hash = ((hash ^ (high >>> 24)) & ~high) >>> 0;
  }
  return hash;
};

const VERNEED = 16;
const VERNAUX = 16;
const VERDEF = 20;
const VERDAUX = 8;

/** The body of `.gnu.version_r`. LSB Core, "Version Requirements". */
export const versionNeeds = (
  needs: readonly { readonly file: string; readonly versions: readonly string[] }[],
  strings: StringTable,
  endian: Endian,
): Uint8Array => {
  const [u16, u32] = [(v: number) => uint(2, v, endian), (v: number) => uint(4, v, endian)];
  let index = 2;
  return concat(
    ...needs.map(({ file, versions }, i) => {
      const size = VERNEED + versions.length * VERNAUX;
      return concat(
        u16(1),
        u16(versions.length),
        u32(strings.add(file)),
        u32(VERNEED),
        u32(i === needs.length - 1 ? 0 : size),
        ...versions.map((version, j) => {
          const next = j === versions.length - 1 ? 0 : VERNAUX;
          const number = index;
          index += 1;
          return concat(u32(elfHash(version)), u16(0), u16(number), u32(strings.add(version)), u32(next));
        }),
      );
    }),
  );
};

/** The body of `.gnu.version_d`. LSB Core, "Version Definitions". */
export const versionDefinitions = (
  definitions: readonly string[],
  strings: StringTable,
  endian: Endian,
): Uint8Array => {
  const [u16, u32] = [(v: number) => uint(2, v, endian), (v: number) => uint(4, v, endian)];
  return concat(
    ...definitions.map((name, i) =>
      concat(
        u16(1),
        // The first definition is that of the file itself.
        u16(i === 0 ? 1 : 0),
        u16(i + 1),
        u16(1),
        u32(elfHash(name)),
        u32(VERDEF),
        u32(i === definitions.length - 1 ? 0 : VERDEF + VERDAUX),
        u32(strings.add(name)),
        u32(0),
      ),
    ),
  );
};
