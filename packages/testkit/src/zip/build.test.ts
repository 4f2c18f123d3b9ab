import { describe, expect, test } from 'vitest';
import { toBytes, u16, u32 } from '../bytes/bytes.ts';
import { askPython, hasPython } from '../testing/python.ts';
import { buildZip, layoutZip, zipOf } from './build.ts';

const LIST = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    bad = z.testzip()
    print(json.dumps([bad, z.comment.decode(), [[i.filename, i.file_size, i.compress_size, i.external_attr >> 16, i.flag_bits, z.read(i).decode()] for i in z.infolist()]]))
`;

type Row = readonly [string, number, number, number, number, string];

/** Name and text of each entry, in the directory's order. */
const texts = (bytes: Uint8Array): readonly (readonly [string, string])[] => {
  const [bad, , rows] = list(bytes) as [string | null, string, Row[]];
  expect(bad).toBe(null);
  return rows.map(([name, , , , , text]) => [name, text]);
};

const list = (bytes: Uint8Array): unknown => JSON.parse(askPython(LIST, 'a.zip', bytes));

describe.skipIf(!hasPython)("python's zipfile reads", () => {
  test('stored, deflated, non-ASCII and directory entries', () => {
    const bytes = buildZip({
      entries: [
        { name: 'd/' },
        { name: 'd/ü', content: 'abc', method: 0 },
        { name: 'x', content: 'aaaaaaaaaaaa', mode: 0o100_755 },
      ],
      comment: toBytes('hello'),
    });
    expect(list(bytes)).toEqual([
      null,
      'hello',
      [
        ['d/', 0, 0, 0o40_755, 0, ''],
        ['d/ü', 3, 3, 0o100_644, 0x800, 'abc'],
        ['x', 12, expect.any(Number), 0o100_755, 0, 'aaaaaaaaaaaa'],
      ],
    ]);
  });

  test.each(['local', 'central', 'both'] as const)(
    'ZIP64 forced on the %s side, with ZIP64 end records',
    (zip64) => {
      const bytes = buildZip({
        entries: [
          { name: 'a', content: 'abc', zip64 },
          { name: 'b', content: 'b' },
        ],
        zip64End: true,
      });
      expect(texts(bytes)).toEqual([
        ['a', 'abc'],
        ['b', 'b'],
      ]);
    },
  );

  test.each([true, { signature: false }, { zip64: true }])('data descriptors: %j', (descriptor) => {
    const bytes = buildZip({
      entries: [
        { name: 'a', content: 'abc', descriptor },
        { name: 'b', content: 'b' },
      ],
    });
    expect(texts(bytes)).toEqual([
      ['a', 'abc'],
      ['b', 'b'],
    ]);
    expect(bytes.subarray(14, 26)).toEqual(new Uint8Array(12));
  });

  test('an archive behind a prefix, whether or not its offsets count it', () => {
    const prefix = toBytes('#!/bin/sh\n');
    for (const shiftOffsets of [true, false])
      expect(texts(buildZip({ entries: [{ name: 'a', content: 'abc' }], prefix, shiftOffsets }))).toEqual([
        ['a', 'abc'],
      ]);
  });
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
