import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { toBytes } from '../bytes/bytes.ts';
import { buildSdist, sdistFileName } from '../sdist/build.ts';
import { askPython, hasPython } from '../testing/python.ts';
import { buildTar, paxRecord } from './build.ts';
import { gzip } from './gzip.ts';

const LIST = `
import json, sys, tarfile
with tarfile.open(sys.argv[1]) as t:
    print(json.dumps([[m.name, m.type.decode(), m.size, m.linkname, m.mode] for m in t.getmembers()]))
`;

const long = `${'directory/'.repeat(20)}file-ü.txt`;

test.skipIf(!hasPython).each(['pax', 'gnu'] as const)(
  "python's tarfile reads %s archives of ours",
  (longNames) => {
    const tar = buildTar({
      entries: [
        { name: 'd/', type: '5' },
        { name: 'd/a.txt', content: 'hello' },
        { name: 'd/l', type: '2', linkName: 'a.txt' },
        { name: long, content: 'x'.repeat(513), longNames },
      ],
      globalPax: { comment: 'abc' },
    });
    expect(JSON.parse(askPython(LIST, 'a.tar', tar))).toEqual([
      ['d', '5', 0, '', 0o755],
      ['d/a.txt', '0', 5, '', 0o644],
      ['d/l', '2', 0, 'a.txt', 0o644],
      [long, '0', 513, '', 0o644],
    ]);
  },
);

test('a pax size that disagrees with the header is written as asked', () => {
  const tar = buildTar({ entries: [{ name: 'a', content: 'x'.repeat(1024), pax: { size: '512' } }] });
  const text = Buffer.from(tar).toString('latin1');
  expect(text.slice(512, 525)).toBe('12 size=512\n\0');
  expect(text.slice(1024 + 124, 1024 + 136)).toBe('00000002000\0');
});

test('a pax record counts its own length at every power of ten', () => {
  for (let n = 0; n < 1100; n += 1) {
    const record = paxRecord('k', 'v'.repeat(n));
    expect(Number(record.split(' ')[0])).toBe(record.length);
  }
});

test.skipIf(!hasPython)('a sound sdist is one gzip member with one top directory', () => {
  const names = (JSON.parse(askPython(LIST, sdistFileName(), buildSdist())) as string[][]).map(
    (row) => row[0],
  );
  expect(names).toEqual([
    'tidewater-1.0.0/tidewater/__init__.py',
    'tidewater-1.0.0/LICENSE',
    'tidewater-1.0.0/pyproject.toml',
    'tidewater-1.0.0/PKG-INFO',
  ]);
});

test('gzip writes every optional header field where RFC 1952 wants it', () => {
  const content = toBytes('hello');
  const bytes = gzip(content, {
    fileName: 'f',
    comment: 'c',
    extra: toBytes('AB\u0001\u0000x'),
    headerCrc: true,
  });
  expect(gunzipSync(bytes).toString()).toBe('hello');
  expect(() => gunzipSync(gzip(content, { crc32: 1 }))).toThrow();
  expect(() => gunzipSync(gzip(content, { size: 4 }))).toThrow();
});
