import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ZipEntry } from '../types.ts';
import { readEntry } from './content/read.ts';
import { readZip } from './read.ts';
import { buildZip, extraField, sourceOf } from './testing/build.ts';
import { mutate } from './testing/mutate.ts';

const base = buildZip([
  { name: 'a/b.py', content: 'hello hello hello hello', extra: extraField(0x5455, Buffer.of(1, 2)) },
  { name: 'd/', method: 0, external: 0o40755 * 0x10000 + 0x10 },
  { name: 'ü', flags: 0x800, content: 'stored', method: 0 },
]);

/** Everything that a reader of the archive gets. */
const readAll = async (bytes: Uint8Array) => {
  const source = sourceOf(bytes);
  const reading = readZip(source);
  const problems: { readonly code: string; readonly offset: number }[] = [...reading.problems];
  const contents: string[] = [];
  for (const entry of reading.entries) {
    const read = await readEntry(source, entry, 1e6);
    problems.push(...read.problems);
    contents.push(Buffer.from(read.content ?? []).toString('hex'));
  }
  return { reading, problems, contents };
};

/**
 * The fields that a damage may change without a problem: by which system and version of the format an entry was made, what it
 * asks for (up to 6.3), whether it is said to be text, its permissions, and extra fields that are neither ZIP64 nor a name.
 */
const withoutFreeFields = (entry: ZipEntry): unknown => {
  const { versionMadeBy, versionNeeded, internalAttributes, externalAttributes, extra, localExtra, ...rest } =
    entry;
  expect([versionMadeBy, versionNeeded, internalAttributes, externalAttributes].every(Number.isInteger)).toBe(
    true,
  );
  return { ...rest, extraSizes: [extra.length, localExtra.length] };
};

describe('a hostile file', () => {
  test('with any one byte changed has a problem, or changes only free fields', async () => {
    const sound = await readAll(base);
    expect(sound.problems).toEqual([]);
    const expected = sound.reading.entries.map(withoutFreeFields);
    let free = 0;
    for (let at = 0; at < base.length; at += 1)
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const bytes = Buffer.from(base);
        bytes.writeUInt8((bytes[at] ?? 0) ^ flip, at);
        const { reading, problems, contents } = await readAll(bytes);
        if (problems.length > 0) continue;
        free += 1;
        expect(reading.entries.map(withoutFreeFields), `byte ${at} ^ ${flip}`).toEqual(expected);
        expect(contents).toEqual(sound.contents);
      }
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThan(base.length);
  });

  test('cut off anywhere has a problem', async () => {
    for (let size = 0; size < base.length; size += 1)
      expect((await readAll(base.subarray(0, size))).problems.length, `${size} bytes`).toBeGreaterThan(0);
  });

  test('never makes the reader throw, and every problem has a place in it', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.concat([bytes, base, bytes])),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([Buffer.from('PK\u0005\u0006'), bytes])),
      mutate(base),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        for (const { offset } of (await readAll(bytes)).problems)
          expect(Number.isSafeInteger(offset) && offset >= 0).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('whose entries claim to begin before it has its problems inside it all the same', async () => {
    const source = sourceOf(buildZip([{ name: 'a', content: 'hello' }], { offset: 9999 }));
    const [entry] = readZip(source).entries;
    expect(entry?.headerOffset).toBeLessThan(0);
    if (entry === undefined) return;
    const { problems } = await readEntry(source, entry, 4);
    expect(problems.map(({ code, offset }) => [code, offset])).toEqual([['size-limit', 0]]);
  });

  test('of many records that share one long header is refused in bounded time and memory', () => {
    const long = extraField(0x4141, Buffer.alloc(65_000));
    const records = Array.from({ length: 5000 }, (_, index) => ({
      name: `${index}`,
      method: 0,
      only: 'central' as const,
      offset: 0,
    }));
    const bytes = buildZip([{ name: 'x', local: { extra: long } }, ...records]);
    const started = performance.now();
    const source = {
      size: bytes.length,
      read: (at: number, length: number) => bytes.subarray(at, at + length),
    };
    const limit = 8 * 1024 * 1024;
    const reading = readZip(source, { maxDirectorySize: limit });
    expect(reading.problems.map((problem) => problem.code)).toContain('size-limit');
    const held = reading.entries.reduce((sum, entry) => sum + entry.localExtra.length, 0);
    expect(held).toBeLessThan(limit + 65_536);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('of end records only is read in linear time', () => {
    const bytes = Buffer.from('PK\u0005\u0006'.repeat(50_000), 'latin1');
    const started = performance.now();
    expect(readZip(sourceOf(bytes)).readable).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('whose ZIP64 locator points to its far beginning makes the reader hold little', () => {
    const end = buildZip([]).fill(0xff, 8, 20);
    const locator = Buffer.alloc(20);
    locator.write('PK\u0006\u0007', 0, 'latin1');
    const record = Buffer.alloc(56);
    record.write('PK\u0006\u0006', 0, 'latin1');
    const tail = Buffer.concat([locator, end]);
    const size = 2 ** 40;
    let longest = 0;
    const read = (position: number, length: number): Uint8Array => {
      longest = Math.max(longest, length);
      expect(length).toBeLessThan(2 ** 20);
      const bytes = Buffer.alloc(length);
      if (position === 0) record.copy(bytes);
      const from = size - tail.length - position;
      for (const [index, byte] of tail.entries()) if (from + index >= 0) bytes[from + index] = byte;
      return bytes;
    };
    expect(readZip({ size, read }).problems.map((problem) => problem.code)).toContain('zip64');
    expect(longest).toBeGreaterThan(0);
  });
});
