import { expect, test } from 'vitest';
import { toBytes, u16, u32 } from '../bytes/bytes.ts';
import { askPythonAll, hasPython, ZIP_TEXTS } from '../testing/python.ts';
import { buildZip, layoutZip, zipOf } from './build.ts';
import type { ZipSpec } from './spec.ts';

const two = (first: object, archive: Partial<ZipSpec> = {}): Uint8Array =>
  buildZip({
    entries: [
      { name: 'a', content: 'abc', ...first },
      { name: 'b', content: 'b' },
    ],
    ...archive,
  });

test.skipIf(!hasPython)("python's zipfile reads every variant that the format allows", () => {
  const prefix = toBytes('#!/bin/sh\n');
  const variants: Readonly<Record<string, Uint8Array>> = {
    deflated: two({}),
    stored: two({ method: 0 }),
    commented: two({ comment: toBytes('x') }, { comment: toBytes('hello') }),
    'zip64 local': two({ zip64: 'local' }, { zip64End: true }),
    'zip64 central': two({ zip64: 'central' }, { zip64End: true }),
    'zip64 both': two({ zip64: 'both' }, { zip64End: true }),
    descriptor: two({ descriptor: true }),
    'descriptor without signature': two({ descriptor: { signature: false } }),
    'descriptor with wide sizes': two({ descriptor: { zip64: true } }),
    'prefix counted': two({}, { prefix }),
    'prefix not counted': two({}, { prefix, shiftOffsets: false }),
  };
  const expected = [
    ['a', 'abc'],
    ['b', 'b'],
  ];
  expect(askPythonAll(ZIP_TEXTS, variants)).toEqual(
    Object.fromEntries(Object.keys(variants).map((name) => [name, expected])),
  );
  expect(new Set(Object.values(variants).map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(11);
});

test.skipIf(!hasPython)("python's zipfile sees modes, flags and sizes as they were meant", () => {
  const bytes = buildZip({
    entries: [
      { name: 'd/' },
      { name: 'd/ü', content: 'abc', method: 0 },
      { name: 'x', content: 'aaa', mode: 0o100_755 },
    ],
    comment: toBytes('hello'),
  });
  const expression =
    '(lambda z: [z.comment.decode(), [[i.filename, i.file_size, i.external_attr >> 16, i.flag_bits] for i in z.infolist()]])(zipfile.ZipFile(io.BytesIO(data)))';
  expect(askPythonAll(expression, { one: bytes })).toEqual({
    one: [
      'hello',
      [
        ['d/', 0, 0o40_755, 0],
        ['d/ü', 3, 0o100_644, 0x800],
        ['x', 3, 0o100_755, 0],
      ],
    ],
  });
});

test('a data descriptor leaves zeros in the local header', () => {
  expect(two({ descriptor: true }).subarray(14, 26)).toEqual(new Uint8Array(12));
});

test('every single override shows in exactly the bytes that it means', () => {
  const base = layoutZip({ entries: [{ name: 'a', content: 'abc' }] });
  const entry = base.entries[0] ?? { headerOffset: -1, recordOffset: -1 };
  const difference = (spec: Parameters<typeof layoutZip>[0]): readonly number[] => {
    const { bytes } = layoutZip(spec);
    expect(bytes.length).toBe(base.bytes.length);
    return [...bytes.keys()].filter((i) => bytes[i] !== base.bytes[i]);
  };
  const one = (override: object): readonly number[] =>
    difference({ entries: [{ name: 'a', content: 'abc', ...override }] });
  expect(one({ local: { crc32: 0 } })).toEqual([14, 15, 16, 17].map((i) => entry.headerOffset + i));
  expect(one({ central: { size: 9 } })).toEqual([entry.recordOffset + 24]);
  expect(one({ central: { headerOffset: 1 } })).toEqual([entry.recordOffset + 42]);
  expect(one({ local: { nameLength: 2 } })).toEqual([entry.headerOffset + 26]);
  expect(difference({ entries: [{ name: 'a', content: 'abc' }], end: { entries: 7 } })).toEqual([
    base.endOffset + 10,
  ]);
});

test('hidden entries have data and no record, phantoms a record and no data', () => {
  const { bytes, entries, directoryOffset } = layoutZip({
    entries: [
      { name: 'seen', content: '1' },
      { name: 'hidden', content: '2', hidden: true },
      { name: 'ghost', phantom: true },
    ],
  });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.slice(0, directoryOffset)).toContain('hidden');
  expect(text.slice(directoryOffset)).not.toContain('hidden');
  expect(text.slice(0, directoryOffset)).not.toContain('ghost');
  expect(text.slice(directoryOffset)).toContain('ghost');
  expect(entries[1]?.recordOffset).toBe(-1);
});

test('an empty archive is an end record alone', () => {
  expect(Buffer.from(zipOf({})).equals(Buffer.concat([u32(0x0605_4b50), new Uint8Array(16), u16(0)]))).toBe(
    true,
  );
});
