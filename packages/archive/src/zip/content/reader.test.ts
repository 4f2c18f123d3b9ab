import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readZip } from '../read.ts';
import { buildZip, type Spec, sourceOf } from '../testing/build.ts';
import { entryReader } from './reader.ts';

/** Neither too random nor too regular: deflates to about a third. */
const content = Buffer.alloc(8 * 1024 * 1024);
for (let index = 0; index < content.length; index += 4)
  content.writeUInt32LE(Math.imul(index, 2_654_435_761) >>> 20, index);

const readerOf = (spec: Spec, cacheLimit?: number) => {
  const source = sourceOf(buildZip([spec]));
  const [entry] = readZip(source).entries;
  if (entry === undefined) throw new Error('no entry');
  return entryReader(source, entry, cacheLimit === undefined ? {} : { cacheLimit });
};

const KINDS: readonly [string, Spec, number | undefined][] = [
  ['cached', { content }, undefined],
  ['windowed', { content }, 2 * 1024 * 1024],
  ['stored', { content, method: 0 }, 1024],
];

describe.each(KINDS)('a %s entry', (_what, spec, cacheLimit) => {
  const reader = readerOf(spec, cacheLimit);

  test('gives any range in any order', async () => {
    const ranges = fc.tuple(fc.nat(content.length), fc.nat(300_000));
    await fc.assert(
      fc.asyncProperty(fc.array(ranges, { minLength: 1, maxLength: 3 }), async (wanted) => {
        const sizes = wanted.map(([at, length]) => [at, Math.min(length, content.length - at)] as const);
        // All at once, so that reads that overlap in time are tried too.
        const found = await Promise.all(sizes.map(([at, length]) => reader.read(at, length)));
        for (const [index, [at, length]] of sizes.entries())
          if (!content.subarray(at, at + length).equals(found[index] ?? Buffer.alloc(0))) return false;
        return true;
      }),
      { numRuns: 15 },
    );
    expect(reader.problems()).toEqual([]);
  });

  test('gives nothing outside', async () => {
    for (const [at, length] of [
      [-1, 1],
      [0, content.length + 1],
      [content.length, 1],
      [Number.NaN, 1],
    ] as const)
      await expect(reader.read(at, length)).rejects.toMatchObject({ code: 'out-of-range' });
    expect(await reader.read(content.length, 0)).toHaveLength(0);
  });
});

describe('a damaged entry', () => {
  const cut = deflateRawSync(content).subarray(0, -1000);

  test('gives nothing when it is held whole', async () => {
    const reader = readerOf({ content, data: cut });
    await expect(reader.read(0, 10)).rejects.toMatchObject({ code: 'unreadable-entry' });
    expect(reader.problems()).toMatchObject([{ code: 'content-mismatch' }]);
  });

  test('gives what lies before the damage when it is not', async () => {
    const reader = readerOf({ content, data: cut }, 1024 * 1024);
    expect(content.subarray(0, 10).equals(await reader.read(0, 10))).toBe(true);
    await expect(reader.read(content.length - 1, 1)).rejects.toMatchObject({ code: 'unreadable-entry' });
    expect(reader.problems()).toMatchObject([{ code: 'content-mismatch' }]);
  });

  test('tells a wrong CRC once its end was read', async () => {
    const reader = readerOf({ content, crc: 1 }, 1024 * 1024);
    await reader.read(content.length - 1, 1);
    await reader.read(content.length >>> 1, 1);
    await reader.read(content.length - 2_000_000, 2_000_000);
    expect(reader.problems()).toMatchObject([{ code: 'content-mismatch' }]);
  });
});

test('going back again and again is refused', async () => {
  const size = 3 * 1024 * 1024;
  const reader = readerOf({ content: Buffer.alloc(size) }, 64 * 1024);
  const zigzag = async (): Promise<void> => {
    for (let turn = 0; turn < 100; turn += 1) {
      await reader.read(size - 1_000_000, 1);
      await reader.read(1_000_000, 1);
    }
  };
  await expect(zigzag()).rejects.toMatchObject({ code: 'too-many-restarts' });
});
