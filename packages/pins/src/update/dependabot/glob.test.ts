import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directoryPath, hasGlob, matchesPath } from './glob.ts';

describe('a pattern of folders', () => {
  test.each([
    ['/', '', true],
    ['/', 'a', false],
    ['/*', 'a', true],
    ['/*', '', false],
    ['/*', 'a/b', false],
    ['/**', '', true],
    ['/**', 'a/b/c', true],
    ['**/*', '', false],
    ['**/*', 'a/b', true],
    ['/.github/actions/*', '.github/actions/x', true],
    ['/lib-*', 'lib-a', true],
    ['/lib-?', 'lib-ab', false],
    ['/{a,b}/c', 'b/c', true],
    ['/{a,b}/c', 'c/c', false],
    ['/a/**/c', 'a/c', true],
    ['/a/**/c', 'a/b/b/c', true],
    ['./a/', 'a', true],
  ])('%s and %j: %j', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  test('is written with or without slashes around', () => {
    expect(['/', '', './', '/a//b/'].map(directoryPath)).toEqual(['', '', '', 'a/b']);
    expect(['/a', '/a/*', '/a?', '{a,b}'].map(hasGlob)).toEqual([false, true, true, true]);
  });

  test('matches as the regular expression that it stands for', () => {
    const piece = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*b', '?', 'a*b');
    const name = fc.constantFrom('a', 'b', 'ab', 'aab', 'ba');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), fc.array(name, { maxLength: 5 }), (pattern, path) => {
        const body = pattern
          .map((one) =>
            one === '**'
              ? '(?:/[^/]+)*'
              : `/${one.replaceAll('*', '\u0000').replaceAll('?', '[^/]').replaceAll('\u0000', '[^/]*')}`,
          )
          .join('');
        const expected = new RegExp(`^${body}$`).test(path.map((one) => `/${one}`).join(''));
        expect(matchesPath(pattern.join('/'), path.join('/'))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('takes little time whatever it holds', () => {
    const started = performance.now();
    for (const pattern of [
      '{a,b}'.repeat(190),
      '*a'.repeat(400),
      '**/'.repeat(300),
      '{'.repeat(900),
      '{,'.repeat(400),
    ])
      for (const path of ['a'.repeat(5000), 'a/'.repeat(2000), '']) matchesPath(pattern, path);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
