import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTarGz } from './index.ts';

/** A folder of real sdists, given by whoever runs the tests. */
const corpus = process.env['CUSTODY_CORPUS'] ?? '';
const real =
  corpus !== '' && existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.tar.gz')) : [];

test.skipIf(real.length === 0)('real sdists are readable and show nothing wrong', async () => {
  for (const name of real) {
    const bytes = readFileSync(join(corpus, name));
    const source = {
      size: bytes.length,
      read: (at: number, length: number) => bytes.subarray(at, at + length),
    };
    const reading = await readTarGz(source, () => undefined);
    expect([name, reading.readable, reading.problems]).toEqual([name, true, []]);
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
