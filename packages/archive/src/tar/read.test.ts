import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTarGz } from './index.ts';

/** A folder of real sdists, given by whoever runs the tests. */
const corpus = process.env['CUSTODY_CORPUS'] ?? '';
const real =
  corpus !== '' && existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.tar.gz')) : [];

/** What real makers do, and no reader misunderstands. */
const MAKERS_CHOICE = new Set(['world-writable', 'mode-bits', 'name-not-canonical', 'unsafe-name']);

test.skipIf(real.length === 0)('real sdists are readable, and no two readers differ on them', async () => {
  for (const name of real) {
    const bytes = readFileSync(join(corpus, name));
    const source = {
      size: bytes.length,
      read: (at: number, length: number) => bytes.subarray(at, at + length),
    };
    const reading = await readTarGz(source, () => undefined);
    const differing = reading.problems.filter(({ code }) => !MAKERS_CHOICE.has(code));
    expect([name, reading.readable, differing]).toEqual([name, true, []]);
  }
});

test('what is no gzip is said to be none', async () => {
  const source = { size: 2, read: () => new Uint8Array([0x50, 0x4b]) };
  const reading = await readTarGz(source, () => undefined);
  expect(reading.readable).toBe(false);
  expect(reading.problems.map(({ code, offset, stream }) => ({ code, offset, stream }))).toEqual([
    { code: 'not-gzip', offset: 0, stream: 'gzip' },
  ]);
});
