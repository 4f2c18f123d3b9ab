import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { glob } from './glob.ts';

describe('glob', () => {
  test.each([
    ['a.whl', 'a.whl', true],
    ['a.whl', 'a_whl', false],
    ['*.whl', 'a.whl', true],
    ['*.whl', 'dist/a.whl', false],
    ['dist/*', 'dist/', true],
    ['dist/*', 'dist/a/b', false],
    ['dist/**', 'dist/a/b', true],
    ['dist/**', 'dist', false],
    ['**/a.whl', 'a.whl', true],
    ['**/a.whl', 'x/y/a.whl', true],
    ['**/a.whl', 'xa.whl', false],
    ['**/*.so', 'x/y/libz.so', true],
    ['x/**/b', 'x/b', true],
    ['x/**/b', 'x/a/a/b', true],
    ['x/**/b', 'x/ab', false],
    ['a**b', 'a/x/b', true],
    ['?.py', '😀.py', true],
    ['?.py', '/.py', false],
    ['?.py', '.py', false],
    ['a.b+(c)[d]{e}', 'a.b+(c)[d]{e}', true],
    ['', '', true],
    ['*', '', true],
    ['***', 'a/b', true],
  ])('%j on %j is %j', (pattern, text, matches) => {
    expect(glob(pattern)(text)).toBe(matches);
  });

  const alphabet = fc.constantFrom('a', 'b', '/', '*', '?');
  const reference = (pattern: string): RegExp => {
    const source = pattern.replace(/(?:^|(?<=\/))\*\*+\/|\*\*+|\*|\?/g, (token) => {
      if (token.endsWith('/')) return '(?:.*/)?';
      if (token.startsWith('**')) return '.*';
      return token === '*' ? '[^/]*' : '[^/]';
    });
    return new RegExp(`^${source}$`, 's');
  };

  test('agrees with the regular expression that it stands for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: alphabet, maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 }),
        (pattern, text) => {
          expect(glob(pattern)(text)).toBe(reference(pattern).test(text));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('does not backtrack on a pattern that would make others try for ever', () => {
    const matches = glob(`${'*a'.repeat(200)}b`);
    const started = performance.now();
    expect(matches('a'.repeat(5_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
