import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { projectWheel, writeProject } from '@custody/testkit';
import { describe, expect, test } from 'vitest';
import { custody } from '../cli/testing/custody.ts';
import { scratch } from '../cli/testing/scratch.ts';
import { expectOneError, expectPlain, sha256 } from './assert.ts';

const dir = scratch();
const UNREADABLE = new URL('preload/unreadable.cjs', import.meta.url);
const REPLACED = new URL('preload/replaced.cjs', import.meta.url);
const { name, bytes } = projectWheel();

describe('a file that cannot be read', () => {
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'by its permissions (skipped for root, who may read everything)',
    () => {
      writeFileSync(dir.at(name), bytes);
      chmodSync(dir.at(name), 0);
      const ran = custody(['check', name], { cwd: dir.at() });
      expectPlain(ran);
      expect(ran.out).toMatch(/file\/readable/);
      expect(ran.code).toBe(3);
    },
  );

  test.each([
    ['opening it fails', '0'],
    ['reading from it fails', '1'],
  ])('%s: undecided, exit code 3, and the other files are judged', (_, onRead) => {
    writeProject(dir.at('dist'));
    const env = { UNREADABLE: '.whl', UNREADABLE_READS: onRead };
    const ran = custody(['check', '--jobs', '1', 'dist'], { cwd: dir.at(), env, preload: UNREADABLE });
    expectPlain(ran);
    expect(ran.out).toMatch(/undecided/);
    expect(ran.out).toMatch(/unknown +cannot read/);
    expect(ran.out).toMatch(/✓ dist\/tidewater-1\.0\.0\.tar\.gz/);
    expect(ran.code).toBe(3);
  });

  test('embedding: one error, exit code 3, untouched', () => {
    writeFileSync(dir.at(name), bytes);
    const before = sha256(dir.at(name));
    const env = { UNREADABLE: '.whl', UNREADABLE_READS: '1' };
    const ran = custody(['sbom', 'embed', name], { cwd: dir.at(), env, preload: UNREADABLE });
    expectOneError(ran, /cannot read .*the device reports an error/);
    expect(ran.code).toBe(3);
    expect(sha256(dir.at(name))).toBe(before);
    expect(dir.names()).toEqual([name]);
  });
});

describe('a wheel that somebody replaces while it is read', () => {
  test.each([
    ['renamed over, early', '2', 'rename'],
    ['renamed over, late', '8', 'rename'],
    ['written into', '5', 'append'],
  ])('%s: what was read is of no one file: undecided, exit code 3', (_, at, how) => {
    writeFileSync(dir.at(name), bytes);
    const env = { REPLACE_AT: at, REPLACE_HOW: how };
    const ran = custody(['check', name], { cwd: dir.at(), env, preload: REPLACED });
    expectPlain(ran);
    expect(ran.out).toMatch(/file\/unchanged/);
    expect(ran.code).toBe(3);
  });

  test.each([
    ['early', '2'],
    ['late', '8'],
  ])('embedding, %s: the other file stays, nothing is left beside it', (_, at) => {
    writeFileSync(dir.at(name), bytes);
    const env = { REPLACE_AT: at, REPLACE_HOW: 'rename' };
    const ran = custody(['sbom', 'embed', name], { cwd: dir.at(), env, preload: REPLACED });
    expectOneError(ran, /changed|were to be copied/);
    expect(ran.code).toBe(3);
    expect(dir.names()).toEqual([name]);
    expect(readFileSync(dir.at(name), 'utf8')).toBe('another file');
  });
});
