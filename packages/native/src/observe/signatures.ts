import { fitsYear } from './sqlite-years.ts';

/** A literal of the library, and what must stand around it; the group `version` of either pattern gives the version. */
export type Mark = {
  readonly anchor: string;
  /** Matched against the 24 bytes before the anchor, to their end. */
  readonly before?: RegExp;
  /** Matched from the beginning of the anchor on, over 192 bytes. */
  readonly after?: RegExp;
};

/** How a library is recognised in any binary that contains it. */
export type Signature = {
  readonly library: string;
  /** Strings that the library's own code has, anchored so that a caller's or a linker's mention does not match. */
  readonly marks: readonly Mark[];
  /** Second, independent strings of the library. Without one, or two different marks, `alone` decides. */
  readonly witnesses: readonly string[];
  /** What a single mark is worth: nothing unless stated. */
  readonly alone?: 'medium';
  /** Bare version numbers: one counts only beside a mark, and only if the binary has no other that is plausible. */
  readonly numbers?: readonly Mark[];
  /** Whether a bare number can belong to this mark; every other library has version numbers too. */
  readonly plausible?: (number: string, mark: string) => boolean;
  /** How upstream writes a version that the binary has in another form. */
  readonly spell?: (found: string) => string;
};

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const two = (number: number): string => String(number).padStart(2, '0');

/** Seen in real wheels, but for libssh2's banner, which its sources state. */
export const SIGNATURES: readonly Signature[] = [
  {
    library: 'openssl',
    marks: [
      {
        anchor: 'OpenSSL ',
        after:
          /^OpenSSL (?<version>\d+\.\d+\.\d+[a-z]{0,2}(?:-[\w.+-]{1,20})?) {1,2}(?:FIPS )?\d{1,2} [A-Z][a-z]{2} \d{4}\0/,
      },
    ],
    witnesses: ['OPENSSLDIR: "', 'ENGINESDIR: "', 'ssl/ssl_lib.c', 'ssl\\ssl_lib.c'],
  },
  {
    library: 'zlib',
    marks: [
      {
        anchor: ' deflate 1.',
        after:
          /^ deflate (?<version>\d+(?:\.\d+){1,3}) Copyright 1995-\d{4} Jean-loup Gailly and Mark Adler \0/,
      },
      {
        anchor: ' inflate 1.',
        after: /^ inflate (?<version>\d+(?:\.\d+){1,3}) Copyright 1995-\d{4} Mark Adler \0/,
      },
    ],
    witnesses: [],
    alone: 'medium',
  },
  {
    library: 'zlib-ng',
    marks: [{ anchor: ' zlib-ng ', after: /^ zlib-ng (?<version>\d+\.\d+\.\d+)(?: forked from zlib)?\0/ }],
    witnesses: ['.zlib-ng\0'],
    alone: 'medium',
  },
  {
    library: 'libpng',
    marks: [
      {
        anchor: 'libpng version 1.',
        before: /[ \n]$/,
        after:
          /^libpng version (?<version>\d+\.\d+\.\d+(?:beta\d+|rc\d+)?)(?: - [A-Z][a-z]+ \d{1,2}, \d{4})?\n/,
      },
    ],
    witnesses: ['Application built with libpng-', 'compiled with png.h from libpng-'],
  },
  {
    library: 'libjpeg-turbo',
    marks: [
      {
        anchor: 'libjpeg-turbo version ',
        after: /^libjpeg-turbo version (?<version>\d+(?:\.\d+){2,3}) \(build \d{8}\)\0/,
      },
    ],
    witnesses: ['Not a JPEG file: starts with'],
  },
  {
    library: 'libjpeg',
    marks: [
      {
        anchor: ', Thomas G. Lane, Guido Vollbeding\0',
        after:
          /^, Thomas G\. Lane, Guido Vollbeding\0(?<version>\d{1,2}[a-z]?) {2}\d{1,2}-[A-Z][a-z]{2}-\d{4}\0/,
      },
    ],
    witnesses: ['Not a JPEG file: starts with'],
  },
  {
    library: 'libtiff',
    marks: [
      {
        anchor: 'LIBTIFF, Version ',
        after:
          /^LIBTIFF, Version (?<version>\d+\.\d+\.\d+(?:beta\d*|alpha\d*)?)\nCopyright \(c\) 1988-1996 Sam Leffler/,
      },
    ],
    // GDAL repeats the version of the header it was built with, and has a "Not a TIFF file" of its own.
    witnesses: ['Not a TIFF or MDI file, bad magic'],
  },
  {
    library: 'sqlite',
    // sqlite3_sourceid(): the date of the check-in and its hash.
    marks: range(2010, 2035).flatMap((year) =>
      range(1, 12).map((month) => ({
        anchor: `${year}-${two(month)}-`,
        // In many builds sqlite3_version[] comes right before it, with padding.
        before: /(?:(?<![\d.])(?<version>3\.\d{1,2}\.\d{1,2})\0{1,12}|\0(?:fts5: )?)$/,
        after: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [0-9a-f]{40}(?:[0-9a-f]{24})?(?:alt\d)?\0/,
      })),
    ),
    witnesses: ['SQLite format 3\0'],
    numbers: range(10, 69).flatMap((minor) =>
      range(0, 12).map((patch) => ({
        anchor: `3.${minor}.${patch}\0`,
        before: /[^\d.]$/,
        after: /^(?<version>[\d.]+)\0/,
      })),
    ),
    plausible: fitsYear,
  },
  {
    library: 'curl',
    marks: [
      {
        anchor: 'CLIENT libcurl ',
        before: /\0$/,
        after: /^CLIENT libcurl (?<version>\d+\.\d+\.\d+(?:-[\w.]{1,30})?)\r\n/,
      },
      { anchor: 'libcurl/', before: /\0$/, after: /^libcurl\/(?<version>\d+\.\d+\.\d+(?:-[\w.]{1,30})?)\0/ },
    ],
    witnesses: ['found built-in in this libcurl'],
  },
  {
    library: 'libxml2',
    marks: [{ anchor: 'program compiled against libxml %d using libxml %d\n', before: /\0Fatal: $/ }],
    witnesses: ['program compiled against libxml %d using older %d\n'],
    // xmlParserVersion: 20914 is 2.9.14.
    numbers: range(6, 17).flatMap((minor) =>
      range(0, 24).map((patch) => ({
        anchor: `\0${20_000 + minor * 100 + patch}\0`,
        after: /^\0(?<version>2\d{4})\0/,
      })),
    ),
    spell: (number) => `2.${Number(number.slice(1, 3))}.${Number(number.slice(3))}`,
  },
  {
    library: 'expat',
    marks: [{ anchor: 'expat_2.', before: /\0$/, after: /^expat_(?<version>\d+\.\d+\.\d+)\0/ }],
    witnesses: ['reserved prefix (xmlns) must not be', 'junk after document element\0'],
  },
  {
    library: 'bzip2',
    marks: [
      ['1.0.5', '10-Dec-2007'],
      ['1.0.6', '6-Sept-2010'],
      ['1.0.7', '27-Jun-2019'],
      ['1.0.8', '13-Jul-2019'],
    ].map(([version = '', date = '']) => ({
      anchor: `${version}, ${date}\0`,
      after: /^(?<version>\d\.\d\.\d), [\w-]{11,12}\0/,
    })),
    witnesses: ['bzip2/libbzip2: internal error'],
  },
  {
    library: 'zstd',
    // Its version is a bare 1.5.7, in reach of too many other libraries' numbers to be told.
    marks: [{ anchor: 'Frame requires too much memory for decoding\0', before: /\0$/ }],
    witnesses: ['Unknown frame parameter\0', 'Dictionary is corrupted\0', 'Corrupted block detected\0'],
  },
  {
    library: 'openblas',
    marks: [
      { anchor: 'OpenBLAS 0.', before: /\0$/, after: /^OpenBLAS (?<version>\d+\.\d+\.\d+(?:\.dev)?) / },
    ],
    witnesses: ['OpenBLAS : Program is Terminated'],
  },
  {
    library: 'hdf5',
    marks: [
      {
        anchor: 'HDF5 library version ',
        before: /\0$/,
        after: /^HDF5 library version (?<version>\d+\.\d+\.\d+(?:-[\w.]{1,20})?)\0/,
      },
      {
        anchor: 'HDF5 Version: ',
        before: /\n *$/,
        after: /^HDF5 Version: (?<version>\d+\.\d+\.\d+(?:-[\w.]{1,20})?)\n/,
      },
    ],
    witnesses: ['HDF5 library version mismatched error'],
  },
  {
    library: 'ffmpeg',
    marks: [
      { anchor: 'FFmpeg version ', before: /\0$/, after: /^FFmpeg version (?<version>n?\d[\w.-]{0,40})\0/ },
    ],
    witnesses: [' license: LGPL version ', ' license: GPL version '],
    alone: 'medium',
  },
  {
    library: 'geos',
    marks: [{ anchor: '-CAPI-1.', before: /\0(?<version>\d+\.\d+\.\d+(?:dev|beta\d+|rc\d+)?)$/ }],
    witnesses: ['N4geos4geom', 'N4geos2io'],
  },
  {
    library: 'libarchive',
    marks: [
      { anchor: 'libarchive 3.', before: /\0$/, after: /^libarchive (?<version>\d+\.\d+\.\d+(?:dev)?)\0/ },
    ],
    witnesses: ['Fatal Internal Error in libarchive', 'archive_write_disk_set_'],
  },
  {
    library: 'krb5',
    marks: [{ anchor: 'KRB5_BRAND: krb5-', after: /^KRB5_BRAND: krb5-(?<version>\d+\.\d+(?:\.\d+)?)-/ }],
    witnesses: [],
    alone: 'medium',
  },
  {
    library: 'libaom',
    marks: ['Encoder', 'Decoder'].map((part) => ({
      anchor: `AOMedia Project AV1 ${part} `,
      before: /\0$/,
      after: /^AOMedia Project AV1 \w+ v?(?<version>\d+\.\d+\.\d+(?:-[\w-]{1,40})?)\0/,
    })),
    witnesses: [],
    alone: 'medium',
  },
  {
    library: 'libvpx',
    marks: ['VP8 Encoder', 'VP8 Decoder', 'VP9 Encoder', 'VP9 Decoder'].map((part) => ({
      anchor: `WebM Project ${part} `,
      before: /\0$/,
      after: /^WebM Project VP\d \w+ v(?<version>\d+\.\d+\.\d+(?:-[\w-]{1,40})?)\0/,
    })),
    witnesses: [],
    alone: 'medium',
  },
  {
    library: 'pcre2',
    marks: range(20, 59).map((minor) => ({
      anchor: `10.${minor} 20`,
      before: /\0$/,
      after: /^(?<version>10\.\d\d) 20\d\d-\d\d-\d\d\0/,
    })),
    witnesses: ['\\ at end of pattern\0'],
  },
  {
    library: 'libgcrypt',
    marks: [
      {
        anchor: 'This is Libgcrypt ',
        after: /^This is Libgcrypt (?<version>\d+\.\d+\.\d+\S{0,20}) - The GNU Crypto Library\n/,
      },
    ],
    witnesses: [],
    alone: 'medium',
  },
  {
    library: 'libssh2',
    marks: [
      {
        anchor: 'SSH-2.0-libssh2_',
        before: /\0$/,
        after: /^SSH-2\.0-libssh2_(?<version>\d+\.\d+\.\d+(?:_DEV)?)(?:\r\n)?\0/,
      },
    ],
    witnesses: [],
    alone: 'medium',
  },
];
