import { describe, expect, test } from 'vitest';
import { nameFaults } from './safety.ts';

describe('a name', () => {
  test.each([
    'a',
    'a/b.py',
    'd/',
    'x.dist-info/RECORD',
    'ü/ñ',
    '.hidden',
    'a..b',
    'console',
    'com10',
    'a b',
    'null.py',
    '日本',
  ])('%j is safe', (name) => {
    expect(nameFaults(name)).toEqual([]);
  });

  test.each<[string, string]>([
    ['../a', 'path-traversal'],
    ['a/../b', 'path-traversal'],
    ['a/..', 'path-traversal'],
    ['a\\..\\b', 'path-traversal'],
    ['/a', 'path-traversal'],
    ['\\a', 'path-traversal'],
    ['C:a', 'path-traversal'],
    ['a\nb', 'name-control-character'],
    ['a\u0000', 'name-control-character'],
    ['a\u007f', 'name-control-character'],
    ['a\u000bb', 'name-control-character'],
    ['a\u000cb', 'name-control-character'],
    ['', 'unsafe-name'],
    ['/', 'unsafe-name'],
    ['a//b', 'unsafe-name'],
    ['a//', 'unsafe-name'],
    ['./a', 'unsafe-name'],
    ['a/./b', 'unsafe-name'],
    ['a.', 'unsafe-name'],
    ['a./b', 'unsafe-name'],
    ['a /b', 'unsafe-name'],
    ['a\\b', 'unsafe-name'],
    ['a:b', 'unsafe-name'],
    ['a\u0085b', 'unsafe-name'],
    ['a\u2028b', 'unsafe-name'],
    ['a\u2029b', 'unsafe-name'],
    ['a\u202eb', 'unsafe-name'],
    ['a\u2066b', 'unsafe-name'],
    ['nul', 'unsafe-name'],
    ['a/NUL.txt', 'unsafe-name'],
    ['aux .py', 'unsafe-name'],
    ['com1', 'unsafe-name'],
    ['lpt³.x', 'unsafe-name'],
    ['CONIN$', 'unsafe-name'],
  ])('%j is not: %s', (name, code) => {
    expect(nameFaults(name).map((fault) => fault.code)).toContain(code);
  });

  test('of sixty thousand parts is judged at once', () => {
    const started = performance.now();
    expect(nameFaults('a/'.repeat(30_000))).toEqual([]);
    expect(nameFaults('nul /'.repeat(12_000)).map((fault) => fault.code)).toEqual(['unsafe-name']);
    expect(nameFaults(`con${' '.repeat(60_000)}x`)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
