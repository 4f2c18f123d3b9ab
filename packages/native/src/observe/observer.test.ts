import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createObserver, type Observation } from './observer.ts';
import { SIGNATURES } from './signatures.ts';

const observe = (bytes: Uint8Array, pieces: readonly number[] = []): readonly Observation[] => {
  const observer = createObserver();
  let at = 0;
  for (const piece of pieces) {
    observer.push(bytes.subarray(at, at + piece));
    at += piece;
  }
  observer.push(bytes.subarray(at));
  return observer.finish();
};
const binary = (...strings: readonly string[]): Uint8Array =>
  Uint8Array.from(
    Buffer.from(`\x7fELF${'\0'.repeat(60)}${strings.map((text) => `\0${text}`).join('')}\0`, 'latin1'),
  );
const brief = (...strings: readonly string[]): readonly string[] =>
  observe(binary(...strings)).map(
    ({ library, version, confidence }) => `${library} ${version} ${confidence}`,
  );

const SOURCE_ID = '2024-08-13 09:16:08 c9c2ab54ba1f5f46360f1b4f35d849cd3f080e6fc2b6c60e91b16c63f69a1e33';

describe('a library that is built in', () => {
  test.each([
    ['openssl 3.5.8 high', ['OpenSSL 3.5.8 25 Aug 2026', 'OPENSSLDIR: "/etc/ssl"']],
    ['openssl 1.1.1k high', ['OpenSSL 1.1.1k  FIPS 25 Mar 2021', 'ENGINESDIR: "/usr/lib"']],
    ['zlib 1.3.1 medium', [' deflate 1.3.1 Copyright 1995-2024 Jean-loup Gailly and Mark Adler ']],
    [
      'zlib 1.3.1 high',
      [
        ' deflate 1.3.1 Copyright 1995-2024 Jean-loup Gailly and Mark Adler ',
        ' inflate 1.3.1 Copyright 1995-2024 Mark Adler ',
      ],
    ],
    ['zlib-ng 2.3.3 high', [' zlib-ng 2.3.3', '1.3.1.zlib-ng']],
    ['libpng 1.6.58 high', [' libpng version 1.6.58\n\n', 'Application built with libpng-']],
    [
      'libpng 1.6.35 high',
      ['\nlibpng version 1.6.35 - July 15, 2018\nCopyright', 'Application built with libpng-'],
    ],
    [
      'libjpeg-turbo 3.1.3 high',
      ['libjpeg-turbo version 3.1.3 (build 20260106)', 'Not a JPEG file: starts with 0x%02x'],
    ],
    [
      'libjpeg 9f high',
      [
        'Copyright (C) 2024, Thomas G. Lane, Guido Vollbeding\x009f  14-Jan-2024',
        'Not a JPEG file: starts with',
      ],
    ],
    [
      'libtiff 4.7.0 high',
      [
        'LIBTIFF, Version 4.7.0\nCopyright (c) 1988-1996 Sam Leffler\n',
        'Not a TIFF or MDI file, bad magic number',
      ],
    ],
    ['sqlite 3.46.1 high', ['3.46.1', SOURCE_ID, 'SQLite format 3']],
    ['sqlite 3.46.1 high', [`\x013.46.1\0\0\0\0\0\0\0\0${SOURCE_ID}`, 'SQLite format 3']],
    ['sqlite 3.46.1 medium', [`fts5: ${SOURCE_ID}`, 'something else', '3.46.1', 'SQLite format 3']],
    ['sqlite 3.46.1 medium', [SOURCE_ID, 'something else', '3.46.1', 'SQLite format 3']],
    ['curl 8.20.0 high', ['CLIENT libcurl 8.20.0\r\nMATCH %s', 'libcurl/8.20.0']],
    ['expat 2.7.3 high', ['expat_2.7.3', 'reserved prefix (xmlns) must not be declared']],
    ['bzip2 1.0.8 high', ['1.0.8, 13-Jul-2019', '\n\nbzip2/libbzip2: internal error number %d']],
    [
      'openblas 0.3.29.dev high',
      ['OpenBLAS 0.3.29.dev DYNAMIC_ARCH', 'OpenBLAS : Program is Terminated. Because'],
    ],
    [
      'hdf5 1.14.6 high',
      ['---\n       HDF5 Version: 1.14.6\n', 'Warning! ***HDF5 library version mismatched error***'],
    ],
    ['ffmpeg 8.1.2 medium', ['FFmpeg version 8.1.2']],
    ['geos 3.13.1 high', ['3.13.1-CAPI-1.19.2', '_ZN4geos4geom8GeometryE']],
    ['libaom 3.12.1 high', ['AOMedia Project AV1 Encoder v3.12.1', 'AOMedia Project AV1 Decoder v3.12.1']],
    ['pcre2 10.44 high', ['10.44 2024-06-07', '\\ at end of pattern']],
    [
      'libxml2 2.14.6 medium',
      [
        'Fatal: program compiled against libxml %d using libxml %d\n',
        'Warning: program compiled against libxml %d using older %d\n',
        '21406',
      ],
    ],
    [
      'zstd undefined low',
      ['Frame requires too much memory for decoding', 'Unknown frame parameter', '1.5.7'],
    ],
  ] as const)('%s is seen', (expected, strings) => {
    expect(brief(...strings)).toEqual([expected]);
  });

  test('is given with what was seen and where', () => {
    const [seen] = observe(binary('OpenSSL 3.5.8 25 Aug 2026', 'OPENSSLDIR: "/etc/ssl"'));
    expect(seen).toEqual({
      library: 'openssl',
      version: '3.5.8',
      offset: 65,
      witnesses: ['OpenSSL 3.5.8 25 Aug 2026', 'OPENSSLDIR: "'],
      confidence: 'high',
    });
  });

  test('without a certain version is given without one', () => {
    const sqlite = [SOURCE_ID, 'SQLite format 3'];
    expect(brief(...sqlite)).toEqual(['sqlite undefined low']);
    expect(brief(...sqlite, 'between', '3.46.1', '3.45.0')).toEqual(['sqlite undefined low']);
  });

  test('is not given a number that belongs to another library', () => {
    const sqlite = [SOURCE_ID, 'SQLite format 3'];
    expect(brief(...sqlite, 'OpenSSL\u2019s', '3.10.2', '13.46.1')).toEqual(['sqlite undefined low']);
    expect(brief(...sqlite, 'OpenSSL\u2019s', '3.10.2', '3.46.1')).toEqual(['sqlite 3.46.1 medium']);
  });

  test('twice in two versions is seen twice', () => {
    expect(brief('expat_2.7.3', 'expat_2.2.6', 'reserved prefix (xmlns) must not be')).toEqual([
      'expat 2.2.6 high',
      'expat 2.7.3 high',
    ]);
  });
});

describe('a mere mention', () => {
  test.each([
    ['of OpenSSL by a caller', ['OpenSSL 3.5.8 25 Aug 2026']],
    ['of a compatible OpenSSL', ['OpenSSL 1.1.1 (compatible; BoringSSL)', 'OPENSSLDIR: "']],
    [
      'of LibTIFF in GDAL',
      ['LIBTIFF, Version 4.3.0\nCopyright (c) 1988-1996 Sam Leffler\n', 'Not a TIFF file, bad magic'],
    ],
    [
      'of SQLite in an extension',
      [`SQLITE_SOURCE_ID: ${SOURCE_ID}\nSQLITE_VERSION: 3.53.4\n`, 'SQLite format 3'],
    ],
    ['of SQLite\u2019s file format', ['SQLite format 3', '3.46.1']],
    ['of GEOS in what calls it', ['GEOS_VERSION=3.11.2-CAPI-1.17.2\n', 'N4geos4geom']],
    [
      'of HDF5 in a documentation text',
      ['If using HDF5 library version 1.10 or later', 'HDF5 library version mismatched error'],
    ],
    ['of libcurl in a user agent', ['%s libcurl/8.20.0', 'found built-in in this libcurl']],
    [
      'of FFmpeg in a message',
      ['Update your FFmpeg version to the newest one', ' license: LGPL version 2.1'],
    ],
    ['of a version and nothing else', ['1.5.7', '3.46.1', '21406']],
  ] as const)('%s is no observation', (_, strings) => {
    expect(brief(...strings)).toEqual([]);
  });
});

describe('the observer', () => {
  const filler = Buffer.alloc(300_000, 'The quick brown fox. ');
  const large = Buffer.concat([
    filler,
    binary('OpenSSL 3.5.8 25 Aug 2026', SOURCE_ID),
    filler,
    binary('OPENSSLDIR: "', 'SQLite format 3', '3.46.1'),
    filler,
    Buffer.from('\0expat_2.7.3\0reserved prefix (xmlns) must not be'),
  ]);

  test('says the same however the bytes come', () => {
    const whole = observe(large);
    expect(whole.map(({ library, version }) => `${library} ${version}`)).toEqual([
      'expat 2.7.3',
      'openssl 3.5.8',
      'sqlite 3.46.1',
    ]);
    assert(
      property(array(integer({ min: 0, max: 200_000 }), { maxLength: 12 }), (pieces) => {
        expect(observe(large, pieces)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
    const small = large.subarray(299_900, 300_400);
    expect(
      observe(
        small,
        Array.from({ length: small.length }, () => 1),
      ),
    ).toEqual(observe(small));
  });

  test('finds a string wherever it lies across its windows', () => {
    for (let at = 262_144 - 260; at < 262_144 + 40; at += 1) {
      const bytes = Buffer.alloc(at + 400);
      bytes.write('\0FFmpeg version 8.1.2\0', at, 'latin1');
      expect(observe(bytes)).toMatchObject([{ library: 'ffmpeg', version: '8.1.2', offset: at + 1 }]);
    }
  });

  test('reads a string that ends with the file', () => {
    expect(observe(Buffer.from('\0FFmpeg version 8.1.2', 'latin1'))).toMatchObject([{ version: '8.1.2' }]);
  });

  test('may be asked twice', () => {
    const observer = createObserver();
    observer.push(large);
    expect(observer.finish()).toEqual(observer.finish());
  });

  test('does not complete a string at the end with what an earlier window left behind', () => {
    const bytes = Buffer.alloc(262_144 + 100_017);
    bytes.write('\0FFmpeg version 8.1.2\0', 100_000, 'latin1');
    bytes.write('\0FFmpeg version 9', 262_144 + 100_000, 'latin1');
    expect(observe(bytes).map(({ version }) => version)).toEqual(['8.1.2', '9']);
  });

  test('looks at so many places of an anchor that is repeated endlessly, and no more', () => {
    const after = (mentions: number): readonly Observation[] =>
      observe(binary('FFmpeg version ?'.repeat(mentions), 'FFmpeg version 8.1.2'));
    expect(after(1000)).toHaveLength(1);
    expect(after(1100)).toEqual([]);
  });

  test('gives at most a few versions of one library', () => {
    const many = Array.from({ length: 500 }, (_, index) => `FFmpeg version 9.${index}`);
    expect(observe(binary(...many)).length).toBe(16);
  });
});

describe('the table of signatures', () => {
  test('names each library once, and never lets a single unanchored string decide', () => {
    const names = SIGNATURES.map(({ library }) => library);
    expect(new Set(names).size).toBe(names.length);
    for (const { library, marks, numbers = [] } of SIGNATURES)
      for (const { before, after, anchor } of [...marks, ...numbers]) {
        expect(before !== undefined || after !== undefined, `${library}: ${anchor}`).toBe(true);
        expect(before?.source.endsWith('$') ?? true, `${library}: ${anchor}`).toBe(true);
        expect(after?.source.startsWith('^') ?? true, `${library}: ${anchor}`).toBe(true);
      }
  });
});
