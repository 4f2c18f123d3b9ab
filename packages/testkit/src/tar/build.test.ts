import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { toBytes } from '../bytes/bytes.ts';
import { buildSdist, sdistFileName } from '../sdist/build.ts';
import { askPythonAll, hasPython } from '../testing/python.ts';
import { buildTar, paxRecord } from './build.ts';
import { gzip } from './gzip.ts';

const LIST =
  '[[m.name, m.type.decode(), m.size, m.linkname, m.mode] for m in tarfile.open(fileobj=io.BytesIO(data)).getmembers()]';

const long = `${'directory/'.repeat(20)}file-ü.txt`;

const variant = (longNames: 'pax' | 'gnu'): Uint8Array =>
  buildTar({
    entries: [
      { name: 'd/', type: '5' },
      { name: 'd/a.txt', content: 'hello' },
      { name: 'd/l', type: '2', linkName: 'a.txt' },
      { name: long, content: 'x'.repeat(513), longNames },
    ],
    globalPax: { comment: 'abc' },
  });

test.skipIf(!hasPython)("python's tarfile reads pax and GNU archives and sdists of ours", () => {
  const members = [
    ['d', '5', 0, '', 0o755],
    ['d/a.txt', '0', 5, '', 0o644],
    ['d/l', '2', 0, 'a.txt', 0o644],
    [long, '0', 513, '', 0o644],
  ];
  const said = askPythonAll(LIST, { pax: variant('pax'), gnu: variant('gnu'), sdist: buildSdist() });
  expect(said).toMatchObject({ pax: members, gnu: members });
  expect((said['sdist'] as string[][]).map((row) => row[0])).toEqual([
    'tidewater-1.0.0/tidewater/__init__.py',
    'tidewater-1.0.0/LICENSE',
    'tidewater-1.0.0/pyproject.toml',
    'tidewater-1.0.0/PKG-INFO',
  ]);
  expect(sdistFileName()).toBe('tidewater-1.0.0.tar.gz');
});

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
