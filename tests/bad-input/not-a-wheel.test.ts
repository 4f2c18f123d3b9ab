import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { custody } from '../cli/testing/custody.ts';
import { scratch } from '../cli/testing/scratch.ts';
import { expectOneError, expectPlain, sha256 } from './assert.ts';

const dir = scratch();
const NAME = 'tidewater-1.0.0-py3-none-any.whl';

const CASES = [
  ['text', 'This is no ZIP archive.\n', /The file has no end of central directory record/],
  ['an empty file', '', /The file is empty/],
  ['one byte', 'P', /zip\/not-a-zip/],
  ['only an end record', Buffer.from('PK\u0005\u0006' + '\0'.repeat(18), 'latin1'), /critical|high/],
  ['an HTML page', '<!doctype html><title>404</title>', /zip\/not-a-zip/],
] as const;

describe('check of what is no wheel', () => {
  test.each(CASES)('%s: findings and exit code 1', (_, content, expected) => {
    writeFileSync(dir.at(NAME), content);
    const ran = custody(['check', NAME], { cwd: dir.at() });
    expectPlain(ran);
    expect(ran.out).toMatch(expected);
    expect(ran.code).toBe(1);
  });

  test('a directory named .whl: a finding, whether it is named or lies in a folder', () => {
    mkdirSync(dir.at('dist', NAME), { recursive: true });
    for (const path of ['dist', `dist/${NAME}`]) {
      const ran = custody(['check', path], { cwd: dir.at() });
      expectPlain(ran);
      expect(ran.out).toMatch(/file\/regular[^]*This is a folder, not a file/);
      expect(ran.code).toBe(1);
    }
  });

  test('a named pipe does not make it wait', () => {
    execFileSync('mkfifo', [dir.at(NAME)]);
    const ran = custody(['check', NAME], { cwd: dir.at() });
    expectPlain(ran);
    expect([1, 2, 3]).toContain(ran.code);
  });

  test('a link that leads nowhere, or in a circle, is one clear error', () => {
    symlinkSync('nowhere', dir.at('nowhere-1.0-py3-none-any.whl'));
    symlinkSync('circle-1.0-py3-none-any.whl', dir.at('circle-1.0-py3-none-any.whl'));
    for (const name of ['nowhere', 'circle']) {
      const ran = custody(['check', `${name}-1.0-py3-none-any.whl`], { cwd: dir.at() });
      expectPlain(ran);
      expect([1, 2, 3]).toContain(ran.code);
    }
  });

  test('a path that is not there: exit code 2', () => {
    const ran = custody(['check', 'absent.whl'], { cwd: dir.at() });
    expectOneError(ran, /absent\.whl: there is no such file/);
    expect(ran.code).toBe(2);
  });
});

describe('embedding into what is no wheel', () => {
  test.each(CASES)('%s: refused, untouched, exit code 1', (_, content) => {
    writeFileSync(dir.at(NAME), content);
    const before = sha256(dir.at(NAME));
    const ran = custody(['sbom', 'embed', NAME], { cwd: dir.at() });
    expectOneError(ran, /was refused and is as it was/);
    expect(ran.code).toBe(1);
    expect(sha256(dir.at(NAME))).toBe(before);
    expect(dir.names()).toEqual([NAME]);
  });

  test('a directory: one error, nothing made', () => {
    mkdirSync(dir.at(NAME));
    const ran = custody(['sbom', 'embed', NAME], { cwd: dir.at() });
    expectOneError(ran, /it is a directory/);
    expect(ran.code).toBe(3);
    expect(dir.names()).toEqual([NAME]);
  });

  test('a path that is not there: exit code 2', () => {
    const ran = custody(['sbom', 'embed', NAME], { cwd: dir.at() });
    expectOneError(ran, /there is no such file/);
    expect(ran.code).toBe(2);
    expect(dir.names()).toEqual([]);
  });
});
