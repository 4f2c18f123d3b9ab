import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identify } from '../identify.ts';
import { sniff } from '../sniff.ts';
import { readerOf } from '../testing/bytes.ts';

const run = (args: readonly string[]): string | undefined => {
  const done = spawnSync('readelf', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return done.status === 0 ? done.stdout : undefined;
};
const present = process.platform === 'linux' && run(['--version']) !== undefined;
const FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/bin'];

/** Some of the system's own libraries and programs, the same ones in each run. */
const candidates = (): readonly string[] =>
  FOLDERS.filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    )
    .filter((path) => existsSync(path) && statSync(path).isFile() && statSync(path).size < 4_000_000)
    .filter((path) => sniff(readFileSync(path).subarray(0, 64)) === 'elf')
    .filter((_, index) => index % 23 === 0)
    .slice(0, 40);

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('on the system\u2019s own binaries readelf agrees about', () => {
  test('names, paths, build-id and versions', { timeout: 60_000 }, async ({ skip }) => {
    skip(!present, 'readelf (binutils) is not on this machine');
    const paths = candidates();
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const object = await identify(readerOf(readFileSync(path)));
      if (object?.format !== 'elf') throw new Error(`${path} is not identified`);
      const text = run(['-d', '-n', '-V', '-W', path]) ?? '';
      const told = {
        path,
        needed: all(text, /\(NEEDED\)\s+Shared library: \[(.*)\]/g),
        soname: all(text, /\(SONAME\)\s+Library soname: \[(.*)\]/g)[0],
        rpath: all(text, /\(RPATH\)\s+Library rpath: \[(.*)\]/g)[0],
        runpath: all(text, /\(RUNPATH\)\s+Library runpath: \[(.*)\]/g)[0],
        buildId: all(text, /Build ID: ([0-9a-f]+)/g)[0],
        files: all(text, /Version: \d+\s+File: (\S+)\s+Cnt:/g),
        versions: all(text, /Name: (\S+)\s+Flags: \S+\s+Version: \d+/g),
        defined: all(text, /Flags: (?!BASE)\S+\s+Index: \d+\s+Cnt: \d+\s+Name: (\S+)/g),
      };
      expect({
        path,
        needed: object.needed,
        soname: object.soname,
        rpath: object.rpath,
        runpath: object.runpath,
        buildId: object.buildId,
        files: object.versionNeeds.map(({ file }) => file),
        versions: object.versionNeeds.flatMap(({ versions }) => versions),
        defined: object.versionDefinitions,
      }).toEqual(told);
      expect(object.problems).toEqual([]);
    }
  });
});
