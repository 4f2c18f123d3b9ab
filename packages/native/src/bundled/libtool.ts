import { RELEASES } from './libtool-table.ts';
import { parseBundledName } from './parse.ts';

/** Which releases of a library carry the version of the shared object in its name. */
export type LibtoolVersion = {
  readonly library: string;
  /** Usually one; several where releases share the number. */
  readonly versions: readonly string[];
  /** `medium` for one release, `low` for several: distributions patch, and nothing binds a name to its content. */
  readonly confidence: 'medium' | 'low';
};

/** Libraries that number their shared object exactly as their releases, where all three parts are given. */
const LITERAL: ReadonlyMap<string, string> = new Map([
  ['libz', 'zlib'],
  ['libbz2', 'bzip2'],
  ['liblzma', 'xz'],
  ['libzstd', 'zstd'],
  ['liblz4', 'lz4'],
  ['libbrotlicommon', 'brotli'],
  ['libbrotlidec', 'brotli'],
  ['libbrotlienc', 'brotli'],
  ['libopenjp2', 'openjpeg'],
  ['libsnappy', 'snappy'],
  ['libgeos', 'geos'],
  ['libblosc', 'c-blosc'],
  ['libcrypto', 'openssl'],
  ['libssl', 'openssl'],
  ['libaom', 'libaom'],
]);

/** Libraries that put their ABI's number before the release. */
const AFTER_ABI: ReadonlyMap<string, string> = new Map([
  ['libgdal', 'gdal'],
  ['libproj', 'proj'],
]);

/** libpng: `libpng16.so.16.34.0` is 1.6.34. */
const libpng = (stem: string, sover: string): string | undefined => {
  const series = /^libpng1([2-9])$/.exec(stem)?.[1];
  const release = /^\d+\.(\d+)\.0$/.exec(sover)?.[1];
  return series === undefined || release === undefined ? undefined : `1.${series}.${release}`;
};

/** HarfBuzz: 0.20704.0 is 2.7.4; from 7.0.0 on the middle is 60000 + 100 × major + 10 × minor + micro. */
const harfbuzz = (stem: string, sover: string): string | undefined => {
  const middle = Number(stem === 'libharfbuzz' ? /^0\.(\d{5})\.\d+$/.exec(sover)?.[1] : Number.NaN);
  if (Number.isNaN(middle)) return undefined;
  const parts =
    middle >= 60_700
      ? [Math.floor((middle - 60_000) / 100), Math.floor(middle / 10) % 10, middle % 10]
      : [Math.floor(middle / 10_000), Math.floor(middle / 100) % 100, middle % 100];
  return parts.join('.');
};

/** OpenBLAS: `libopenblasp-r0.3.21.so`, also with `.dev`. */
const openblas = (name: string): string | undefined =>
  /^libopenblas(?:64_)?[po_]{0,2}-r(\d+\.\d+\.\d+(?:\.dev)?)\.so/.exec(name)?.[1];

const answer = (library: string, versions: readonly string[]): LibtoolVersion => ({
  library,
  versions,
  confidence: versions.length === 1 ? 'medium' : 'low',
});

/**
 * The release that a SONAME or file name stands for (`libfreetype.so.6.20.2`, `libwebp-8786c0c0.so.7.0.2`, also with
 * a path); `undefined` where the name does not tell, as `libz.so.1` does not.
 */
export const libtoolVersion = (name: string): LibtoolVersion | undefined => {
  const parsed = parseBundledName(`.libs/${name.slice(name.lastIndexOf('/') + 1)}`);
  if (parsed === undefined) return undefined;
  const { stem, sover, original } = parsed;
  const blas = openblas(original);
  if (blas !== undefined) return answer('openblas', [blas]);
  if (sover === undefined) return undefined;
  const table = RELEASES.get(stem);
  const listed = table !== undefined && Object.hasOwn(table.bySo, sover) ? table.bySo[sover] : undefined;
  if (table !== undefined && listed !== undefined) return answer(table.library, listed);
  const png = libpng(stem, sover);
  if (png !== undefined) return answer('libpng', [png]);
  const harf = harfbuzz(stem, sover);
  if (harf !== undefined) return answer('harfbuzz', [harf]);
  const literal = LITERAL.get(stem);
  if (literal !== undefined && /^\d+\.\d+\.\d+[a-z]?$/.test(sover)) return answer(literal, [sover]);
  // Up to 2.13; with 2.14 the number became 16.0.0.
  if (stem === 'libxml2' && /^2\.\d+\.\d+$/.test(sover)) return answer('libxml2', [sover]);
  const release = /^\d+\.(\d+\.\d+\.\d+)$/.exec(sover)?.[1];
  const afterAbi = AFTER_ABI.get(stem);
  return afterAbi === undefined || release === undefined ? undefined : answer(afterAbi, [release]);
};
