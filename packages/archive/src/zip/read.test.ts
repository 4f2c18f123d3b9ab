import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ZipCode } from './codes.ts';
import { readZip } from './read.ts';
import { buildZip, type EndSpec, extraField, type Spec, sourceOf, u64s } from './testing/build.ts';

const codes = (bytes: Uint8Array): readonly ZipCode[] => [
  ...new Set(readZip(sourceOf(bytes)).problems.map((problem) => problem.code)),
];
const of = (specs: readonly Spec[], end?: EndSpec): readonly ZipCode[] => codes(buildZip(specs, end));
const utf8 = { flags: 0x800 };
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const A: Spec = { name: 'a.txt', content: 'aaaa' };
const B: Spec = { name: 'b.txt', content: 'bbbb', method: 0 };

describe('a sound archive', () => {
  test('is listed without problems, with every attribute', () => {
    const reading = readZip(
      sourceOf(
        buildZip([
          { ...A, time: 0x6000, date: 0x5a21, internal: 1, versionMadeBy: 0x0a3f },
          { name: 'dir/', method: 0, external: 0o40755 * 0x10000 + 0x10 },
          { name: 'dir/ü.txt', ...utf8, content: 'x', method: 0, extra: extraField(0x5455, bytes(0)) },
        ]),
      ),
    );
    expect(reading.problems).toEqual([]);
    expect(reading.readable).toBe(true);
    expect(reading.entries.map(({ name, kind, method, size }) => [name, kind, method, size])).toEqual([
      ['a.txt', 'file', 8, 4],
      ['dir/', 'directory', 0, 0],
      ['dir/ü.txt', 'file', 0, 1],
    ]);
    expect(reading.entries[0]).toMatchObject({
      dosTime: 0x6000,
      dosDate: 0x5a21,
      internalAttributes: 1,
      versionMadeBy: 0x0a3f,
      headerOffset: 0,
      dataOffset: 35,
      recordOffset: reading.centralDirectory.offset,
    });
    expect(Buffer.from(reading.entries[2]?.localExtra ?? []).toString('hex')).toBe('5554010000');
  });

  test('may be empty', () => {
    expect(readZip(sourceOf(buildZip([])))).toMatchObject({ problems: [], readable: true, entries: [] });
  });
});

describe('the end of the archive', () => {
  test('an empty file and a text are no ZIP', () => {
    expect(codes(Buffer.alloc(0))).toEqual(['not-a-zip']);
    expect(codes(Buffer.from('hello'))).toEqual(['not-a-zip']);
    expect(readZip(sourceOf(Buffer.from('hello'))).readable).toBe(false);
  });

  test('an archive that is cut off says so', () => {
    const whole = buildZip([A, B]);
    expect(codes(whole.subarray(0, 60))).toEqual(['truncated']);
    expect(codes(buildZip([A], { comment: Buffer.from('hello') }).subarray(0, -2))).toContain('truncated');
  });

  test.each<[string, readonly Spec[], EndSpec, ZipCode]>([
    ['foreign bytes before it', [{ ...A, before: Buffer.from('#!/bin/sh\n') }], {}, 'prefixed-data'],
    ['bytes behind it', [A], { after: Buffer.from('x') }, 'trailing-data'],
    ['a comment', [A], { comment: Buffer.from('x') }, 'archive-comment'],
    ['an end record in the comment', [A], { comment: buildZip([]) }, 'multiple-end-records'],
    ['a second end record behind it', [A], { after: buildZip([]).fill(9, 21) }, 'multiple-end-records'],
    ['too many entries counted', [A], { count: 2 }, 'directory-mismatch'],
    ['too few entries counted', [A, B], { count: 1 }, 'directory-mismatch'],
    ['different counts', [A, B], { countHere: 1 }, 'directory-mismatch'],
    ['a wrong directory size', [A], { size: 50 }, 'directory-mismatch'],
    ['a wrong directory offset', [A], { offset: 3 }, 'directory-mismatch'],
    ['bytes before the end record', [A], { before: Buffer.from('gap') }, 'directory-mismatch'],
    ['a disk number', [A], { disk: 1 }, 'split-archive'],
  ])('%s is a problem', (_what, specs, end, code) => {
    expect(of(specs, end)).toContain(code);
  });

  test('an end record in the comment that describes an empty archive behind the true one is a problem', () => {
    const at = buildZip([A]).length;
    const inner = buildZip([], { offset: at });
    expect(of([A], { comment: inner })).toContain('multiple-end-records');
  });

  test('foreign bytes before an archive that was not adjusted are found, and its entries too', () => {
    const reading = readZip(sourceOf(Buffer.concat([Buffer.from('stub'), buildZip([A])])));
    expect(reading.problems.map((problem) => problem.code)).toContain('prefixed-data');
    expect(reading.entries.map((entry) => [entry.name, entry.headerOffset])).toEqual([['a.txt', 4]]);
  });
});

describe('how entries lie in the file', () => {
  test.each<[string, readonly Spec[], ZipCode]>([
    ['bytes between entries', [{ ...A, after: Buffer.from('??') }, B], 'gap'],
    ['bytes before the directory', [A, { ...B, after: Buffer.from('??') }], 'gap'],
    ['a local header that the directory hides', [A, { ...B, only: 'local' }], 'hidden-entry'],
    ['a hidden first entry', [{ ...A, only: 'local' }, B], 'hidden-entry'],
    ['a record that points into nothing', [A, { ...B, central: { offset: 5 } }], 'missing-local-header'],
    [
      'a record that points over the end',
      [A, { ...B, central: { offset: 0xfffffff0 } }],
      'missing-local-header',
    ],
    ['two records that share a local header', [A, { ...A, only: 'central', offset: 0 }], 'overlap'],
    ['data that runs over the next entry', [{ ...A, compressedSize: 20 }, B], 'overlap'],
    ['data that runs over the directory', [{ ...A, compressedSize: 99_999 }], 'overlap'],
  ])('%s is a problem', (_what, specs, code) => {
    expect(of(specs)).toContain(code);
  });

  test('a hidden entry is named', () => {
    const { problems } = readZip(sourceOf(buildZip([A, { ...B, only: 'local' }])));
    expect(problems.find((problem) => problem.code === 'hidden-entry')).toMatchObject({
      entry: 'b.txt',
      offset: 41,
    });
  });
});

describe('the local header', () => {
  test.each<[string, Spec, readonly ZipCode[]]>([
    ['another name', { ...A, local: { name: 'b.txt' } }, ['header-mismatch']],
    ['another size', { ...A, local: { size: 5 } }, ['header-mismatch']],
    ['another compressed size', { ...A, local: { compressedSize: 5 } }, ['header-mismatch']],
    ['another method', { ...A, local: { method: 0 } }, ['header-field-mismatch']],
    ['other flags', { ...A, local: { flags: 2 } }, ['header-field-mismatch']],
    ['another CRC', { ...A, local: { crc: 5 } }, ['header-field-mismatch']],
    ['another time', { ...A, local: { time: 5 } }, ['header-field-mismatch']],
    ['another date', { ...A, local: { date: 5 } }, ['header-field-mismatch']],
    ['sentinels without ZIP64', { ...A, local: { size: 0xffffffff } }, ['zip64']],
    ['a malformed extra field', { ...A, local: { extra: bytes(1, 2, 3) } }, ['extra-field']],
    ['a ZIP64 field of odd length', { ...A, local: { extra: extraField(1, bytes(1, 2, 3)) } }, ['zip64']],
    [
      'a ZIP64 field that contradicts it',
      { ...A, local: { extra: extraField(1, u64s(9, 6)) } },
      ['zip64-mismatch'],
    ],
  ])('with %s is a problem', (_what, spec, expected) => {
    expect(of([spec])).toEqual(expected);
  });

  test('with the true sizes in a ZIP64 field is none', () => {
    const sentinels = { size: 0xffffffff, compressedSize: 0xffffffff };
    expect(
      of([
        {
          ...A,
          local: { ...sentinels, extra: extraField(1, u64s(4, deflateRawSync(Buffer.from('aaaa')).length)) },
        },
      ]),
    ).toEqual([]);
  });
});

describe('one entry', () => {
  const unicodePath = (version: number, crc: number, name: string): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(version, 0);
    head.writeUInt32LE(crc, 1);
    return extraField(0x7075, Buffer.concat([head, Buffer.from(name)]));
  };
  const crcOfName = 0xa7d35d0d;

  test.each<[string, Spec, readonly ZipCode[]]>([
    ['bzip2', { ...A, method: 12 }, ['compression-method']],
    ['encryption', { ...A, flags: 1 }, ['encrypted']],
    ['strong encryption', { ...A, flags: 0x41 }, ['encrypted']],
    ['AES', { ...A, flags: 1, method: 99 }, ['compression-method', 'encrypted']],
    ['patch data', { ...A, flags: 0x20 }, ['reserved-flags']],
    ['a reserved flag', { ...A, flags: 0x8000 }, ['reserved-flags']],
    ['a format of the future', { ...A, versionNeeded: 64 }, ['version-needed']],
    ['a comment', { ...A, comment: Buffer.from('x') }, ['entry-comment']],
    ['a disk number', { ...A, disk: 1 }, ['split-archive']],
    [
      'an extra field that is too long',
      { ...A, central: { extra: extraField(7, bytes(1), 9) } },
      ['extra-field'],
    ],
    [
      'two ZIP64 fields',
      { ...A, central: { extra: Buffer.concat([extraField(1, u64s()), extraField(1, u64s())]) } },
      ['extra-field'],
    ],
    [
      'a sentinel without ZIP64',
      { ...A, central: { size: 0xffffffff } },
      ['zip64', 'header-mismatch', 'compression-ratio'],
    ],
    [
      'another Unicode path',
      { ...A, central: { extra: unicodePath(1, crcOfName, 'b.txt') } },
      ['unicode-path-mismatch'],
    ],
    [
      'a Unicode path of version 2',
      { ...A, extra: unicodePath(2, crcOfName, 'a.txt') },
      ['unicode-path-mismatch'],
    ],
    ['a symbolic link', { ...A, external: 0o120777 * 0x10000 }, ['symlink']],
    ['a device', { ...A, external: 0o020644 * 0x10000 }, ['special-file']],
    ['a setuid bit', { ...A, external: 0o104755 * 0x10000 }, ['privileged-mode']],
    ['a directory with content', { ...A, name: 'a/', external: 0o40755 * 0x10000 }, ['directory-entry']],
    ['a directory without slash', { name: 'a', external: 0o40755 * 0x10000 }, ['directory-entry']],
    ['a file with a slash', { name: 'a/' }, ['directory-entry']],
    ['a name in code page 437', { ...A, name: bytes(0x81) }, ['name-encoding']],
    ['a UTF-8 name without the flag', { ...A, name: 'ü' }, ['name-encoding']],
    ['a name that is no UTF-8', { ...A, ...utf8, name: bytes(0xff) }, ['name-encoding']],
  ])('with %s is a problem', (_what, spec, expected) => {
    expect([...of([spec])].sort()).toEqual([...expected].sort());
  });

  test('with a data descriptor is a problem, and the only one', () => {
    const descriptor = Buffer.from('504b0708', 'hex');
    const sound = readZip(sourceOf(buildZip([A]))).entries[0];
    const tail = Buffer.alloc(12);
    tail.writeUInt32LE(sound?.crc32 ?? 0, 0);
    tail.writeUInt32LE(sound?.compressedSize ?? 0, 4);
    tail.writeUInt32LE(sound?.size ?? 0, 8);
    const zeros = { crc: 0, size: 0, compressedSize: 0 };
    for (const after of [Buffer.concat([descriptor, tail]), tail])
      expect(of([{ ...A, flags: 8, local: zeros, after }, B])).toEqual(['data-descriptor']);
    expect(of([{ ...A, flags: 8, local: zeros, after: tail.fill(1, 0, 4) }, B])).toContain('gap');
  });

  test('is shown in a message with all that could deceive written out', () => {
    const local = { name: 'gpj.\u202efdp\u200b\u009b2J', ...utf8 };
    const { problems } = readZip(sourceOf(buildZip([{ ...A, ...utf8, local }])));
    expect(problems.find(({ code }) => code === 'header-mismatch')?.message).toContain(
      '"gpj.\\u202efdp\\u200b\\u009b2J"',
    );
  });

  test('in code page 437 is shown as Python shows it', () => {
    expect(readZip(sourceOf(buildZip([{ ...A, name: bytes(0x81, 0x2e, 0xff) }]))).entries[0]?.name).toBe(
      'ü.\u00a0',
    );
  });
});

describe('limits', () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ ...B, name: `${index}` }));

  test('on the number of entries', () => {
    const reading = readZip(sourceOf(buildZip(many)), { maxEntries: 299 });
    expect(reading.problems.map((problem) => problem.code)).toContain('size-limit');
    expect(reading.entries).toHaveLength(299);
  });

  test('on the size of the directory', () => {
    const reading = readZip(sourceOf(buildZip(many)), { maxDirectorySize: 1000 });
    expect(reading).toMatchObject({ readable: false, entries: [] });
    expect(reading.problems.map((problem) => problem.code)).toEqual(['size-limit']);
  });

  test('on sizes that entries claim', () => {
    const archive = sourceOf(buildZip([A, B]));
    expect(readZip(archive, { maxEntrySize: 3 }).problems).toHaveLength(2);
    expect(readZip(archive, { maxTotalSize: 7 }).problems.map((problem) => problem.code)).toEqual([
      'size-limit',
    ]);
    expect(readZip(archive, { maxTotalSize: 8 }).problems).toEqual([]);
  });

  test('on the ratio that PyPI accepts', () => {
    expect(of([{ ...A, size: 65 * 1024 * 1024 }])).toEqual(['compression-ratio']);
    expect(of([{ ...A, size: 64 * 1024 * 1024 }])).toEqual([]);
  });

  test('a thousand broken records are told in bounded number', () => {
    const reading = readZip(sourceOf(buildZip(Array.from({ length: 1000 }, () => A))));
    expect(reading.problems).toHaveLength(101);
    expect(reading.problems.some((problem) => problem.message.startsWith('899 more'))).toBe(true);
  });
});

describe('a tar archive too', () => {
  test('is a problem', () => {
    const block = Buffer.alloc(512);
    block.write('PK\u0003\u0004', 0);
    const zip = buildZip([{ ...B, name: 'a', extra: Buffer.alloc(0), content: Buffer.alloc(600) }]);
    zip.fill(0x20, 148, 156);
    const sum = zip.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    zip.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
    expect(codes(zip)).toContain('polyglot-tar');
    zip.write('7', 150);
    expect(codes(zip)).not.toContain('polyglot-tar');
  });

  test('whose first block is empty is a problem', () => {
    expect(codes(Buffer.concat([Buffer.alloc(512), buildZip([A])]))).toContain('polyglot-tar');
  });
});
