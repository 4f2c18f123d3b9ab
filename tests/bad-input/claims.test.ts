import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { buildSdist, DAMAGES, projectWheel, reopenZip, buildZip, sdistFileName, u32 } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import { custody } from '../cli/testing/custody.ts';
import { scratch } from '../cli/testing/scratch.ts';
import { expectPlain, expectOneError, sha256 } from './assert.ts';

const dir = scratch();
const GIB = 2 ** 30;
const MEMORY = new URL('../../bench/reference/max-rss.cjs', import.meta.url);
const { name, bytes } = projectWheel();

/** MiB that the process had at most. */
const measured = (err: string): number => Number(/max rss (\d+) kB/.exec(err)?.[1] ?? Number.NaN) / 1024;

const claiming = (size: number): Uint8Array =>
  buildZip({
    entries: reopenZip(bytes).map((entry) =>
      entry.name === 'tidewater/__init__.py' ? { ...entry, local: { size }, central: { size } } : entry,
    ),
  });

describe('claims of 2 GiB', () => {
  test('an entry that claims to inflate to 2 GiB: found, in the memory that a small wheel takes', () => {
    writeFileSync(dir.at(name), claiming(2 * GIB));
    const ran = custody(['check', name], { cwd: dir.at(), preload: MEMORY });
    expectPlain(ran);
    expect(ran.out).toMatch(/zip\/size-limit/);
    expect(ran.code).toBe(1);
    expect(measured(ran.err)).toBeLessThan(160);
  });

  test('embedding into it is refused', () => {
    writeFileSync(dir.at(name), claiming(2 * GIB));
    const before = sha256(dir.at(name));
    const ran = custody(['sbom', 'embed', name], { cwd: dir.at() });
    expectOneError(ran, /refused/);
    expect(ran.code).toBe(1);
    expect(sha256(dir.at(name))).toBe(before);
  });

  test('a sparse file of 2 GiB whose end record claims a central directory of 2 GiB', () => {
    const descriptor = openSync(dir.at(name), 'w');
    try {
      ftruncateSync(descriptor, 2 * GIB);
      const end = Buffer.concat([
        Buffer.from('PK\u0005\u0006\0\0\0\0', 'latin1'),
        Buffer.alloc(4, 0xff),
        u32(2 * GIB),
        u32(0),
        Buffer.alloc(2),
      ]);
      writeSync(descriptor, end, 0, end.length, 2 * GIB);
    } finally {
      closeSync(descriptor);
    }
    const ran = custody(['check', name], { cwd: dir.at(), preload: MEMORY });
    expectPlain(ran);
    expect(ran.code).toBe(1);
    expect(measured(ran.err)).toBeLessThan(200);
  });

  test('a sparse member of an sdist that claims 2 GiB', () => {
    const sparse = buildSdist({
      tar: (spec) => ({
        ...spec,
        entries: [
          ...spec.entries,
          {
            name: 'tidewater-1.0.0/hole.bin',
            content: 'x',
            pax: {
              'GNU.sparse.major': '1',
              'GNU.sparse.minor': '0',
              'GNU.sparse.realsize': String(2 * GIB),
              'GNU.sparse.name': 'tidewater-1.0.0/hole.bin',
            },
          },
        ],
      }),
    });
    writeFileSync(dir.at(sdistFileName()), sparse);
    const ran = custody(['check', sdistFileName()], { cwd: dir.at(), preload: MEMORY });
    expectPlain(ran);
    expect(ran.out).toMatch(/tar\/sparse/);
    expect(ran.code).toBe(1);
    expect(measured(ran.err)).toBeLessThan(160);
  });

  test('the test kit has no damage that check needs much memory for', () => {
    writeFileSync(dir.at(name), DAMAGES['changed-byte-in-module'](bytes));
    const ran = custody(['check', name], { cwd: dir.at(), preload: MEMORY });
    expect(measured(ran.err)).toBeLessThan(160);
  });
});
