import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { readZip } from '../read.ts';
import { buildZip, extraField, type Spec, sourceOf, u64s } from '../testing/build.ts';

type False = {
  readonly size?: number;
  readonly count?: number;
  readonly countHere?: number;
  readonly disk?: number;
  readonly locator?: number;
  readonly disks?: number;
  readonly gap?: number;
  readonly signature?: string;
};

/** A small archive with ZIP64 end records that nobody needs; each of their fields may be false. */
const withEnd64 = (lie: False = {}): Buffer => {
  const plain = buildZip([{ name: 'a', content: 'a' }]);
  const end = plain.subarray(-22);
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  const record = Buffer.concat([
    Buffer.from(lie.signature ?? 'PK\u0006\u0006'),
    u64s(lie.size ?? 44),
    Buffer.from('2d002d00', 'hex'),
    Buffer.of(lie.disk ?? 0, 0, 0, 0, 0, 0, 0, 0),
    u64s(lie.countHere ?? lie.count ?? 1, lie.count ?? 1, size, offset),
    Buffer.alloc(lie.gap ?? 0),
  ]);
  const locator = Buffer.concat([
    Buffer.from('PK\u0006\u0007\u0000\u0000\u0000\u0000'),
    u64s(lie.locator ?? offset + size),
    Buffer.of(lie.disks ?? 1, 0, 0, 0),
  ]);
  return Buffer.concat([plain.subarray(0, -22), record, locator, end]);
};

const codes = (bytes: Uint8Array): readonly string[] => [
  ...new Set(readZip(sourceOf(bytes)).problems.map((problem) => problem.code)),
];

describe('ZIP64 end records', () => {
  test('that are sound are no problem', () => {
    expect(readZip(sourceOf(withEnd64()))).toMatchObject({ problems: [], end: { zip64: true, count: 1 } });
  });

  test.each<[string, False, readonly string[]]>([
    ['a locator that points elsewhere', { locator: 5 }, ['zip64']],
    ['a locator that points to nothing', { signature: 'PK??' }, ['directory-mismatch', 'zip64']],
    ['a size that makes room for more', { size: 45 }, ['zip64']],
    ['bytes before the locator', { gap: 4 }, ['zip64']],
    ['another count', { count: 2 }, ['directory-mismatch', 'zip64-mismatch']],
    ['two counts', { countHere: 2 }, ['directory-mismatch']],
    ['a disk number', { disk: 1 }, ['split-archive']],
    ['more than one disk', { disks: 2 }, ['split-archive']],
  ])('with %s are a problem', (_what, lie, expected) => {
    expect([...codes(withEnd64(lie))].sort()).toEqual(expected);
  });
});

describe('a ZIP64 field of the directory', () => {
  const code = (central: Spec): readonly string[] =>
    codes(buildZip([{ name: 'a', method: 0, content: 'abc', central }]));
  const sentinel = 0xffffffff;

  test('gives what the sentinels ask for, in order', () => {
    expect(code({ size: sentinel, extra: extraField(1, u64s(3)) })).toEqual([]);
    expect(code({ compressedSize: sentinel, offset: sentinel, extra: extraField(1, u64s(3, 0)) })).toEqual(
      [],
    );
    const all = { size: sentinel, compressedSize: sentinel, offset: sentinel, disk: 0xffff };
    const disk = Buffer.alloc(4);
    expect(code({ ...all, extra: extraField(1, Buffer.concat([u64s(3, 3, 0), disk])) })).toEqual([]);
  });

  test('that holds less is a problem', () => {
    expect(code({ size: sentinel, compressedSize: sentinel, extra: extraField(1, u64s(3)) })).toContain(
      'zip64',
    );
  });

  test('that holds more is one unless it says the same to whoever reads all of it', () => {
    expect(code({ extra: extraField(1, u64s(3, 3, 0)) })).toEqual([]);
    expect(code({ extra: extraField(1, u64s(9)) })).toEqual(['zip64-mismatch']);
    expect(code({ size: sentinel, extra: extraField(1, u64s(3, 9)) })).toEqual(['zip64-mismatch']);
    expect(code({ size: sentinel, extra: extraField(1, Buffer.concat([u64s(3), Buffer.of(1)])) })).toEqual([
      'zip64-mismatch',
    ]);
  });
});
