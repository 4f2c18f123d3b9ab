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
    ['..\\..', 'path-traversal'],
    ['/', 'path-traversal'],
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
    ['a:b', 'path-traversal'],
    ['ab:c', 'unsafe-name'],
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
    ['a?', 'unsafe-name'],
    ['a\u009bb', 'unsafe-name'],
    ['a\u200bb', 'unsafe-name'],
    ['a\u{e0041}b', 'unsafe-name'],
    ['x'.repeat(256), 'unsafe-name'],
    ['abcdefg/'.repeat(513), 'unsafe-name'],
  ])('%j is not: %s', (name, code) => {
    expect(nameFaults(name).map((fault) => fault.code)).toContain(code);
  });

  test.each([
    ['a\u0085b', ['unsafe-name']],
    ['a\n\u0085', ['name-control-character', 'unsafe-name']],
    ['/../C:', ['path-traversal', 'unsafe-name']],
    ['../é', ['path-traversal']],
    ['a?/nul/b.', ['unsafe-name']],
  ])('%j has the codes %j, each once', (name, expected) => {
    expect(
      nameFaults(name)
        .map((fault) => fault.code)
        .sort(),
    ).toEqual(expected);
  });

  test('with more than one fault of a code has all reasons in one message', () => {
    expect(nameFaults('a?/nul/b.')).toEqual([
      {
        code: 'unsafe-name',
        message:
          'The name holds a character that Windows forbids or gives a meaning of its own; holds a segment that names a device on Windows; holds a segment that ends in a dot or a space, which Windows removes.',
      },
    ]);
  });

  test('of sixty thousand parts is judged at once', () => {
    const messages = (name: string): string[] => nameFaults(name).map((fault) => fault.message);
    const started = performance.now();
    expect(messages('a/'.repeat(30_000))).toEqual(['The name has more than 4096 bytes.']);
    expect(nameFaults('nul /'.repeat(12_000)).map((fault) => fault.code)).toEqual(['unsafe-name']);
    expect(messages(`con${' '.repeat(60_000)}x`)).toEqual([
      'The name holds a segment of more than 255 bytes; has more than 4096 bytes.',
    ]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
