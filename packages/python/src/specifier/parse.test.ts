import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/random.ts';
import { anyClause } from '../testing/specifiers.ts';
import { anyVersion } from '../testing/versions.ts';
import { contains } from './contains.ts';
import { parseSpecifierSet } from './parse.ts';
import { specifierSetText } from './text.ts';

describe('parseSpecifierSet', () => {
  test.each([
    ['1.0', [['specifier-operator', 1]]],
    ['=1.0', [['specifier-operator', 1]]],
    ['=>1.0', [['specifier-operator', 1]]],
    ['!1.0', [['specifier-operator', 1]]],
    ['>=', [['specifier-version', 3]]],
    ['>= x', [['specifier-version', 4]]],
    [
      '>=1.0, <x ,~=y',
      [
        ['specifier-version', 9],
        ['specifier-version', 14],
      ],
    ],
    ['>=1.0.*', [['specifier-prefix', 6]]],
    ['~=1.0.*', [['specifier-prefix', 6]]],
    ['==1.0a1.*', [['specifier-prefix', 8]]],
    ['==1.0+x.*', [['specifier-prefix', 8]]],
    ['==.*', [['specifier-version', 3]]],
    ['==1.0 .*', [['specifier-version', 3]]],
    ['==*', [['specifier-version', 3]]],
    ['>=1.0+local', [['specifier-local', 6]]],
    ['~=1.0+local', [['specifier-local', 6]]],
    ['~=1', [['specifier-compatible', 3]]],
    ['~=1!1', [['specifier-compatible', 3]]],
    ['===a b', [['specifier-arbitrary', 5]]],
    ['===a;b', [['specifier-arbitrary', 5]]],
    ['>=1.0 <2', [['specifier-version', 3]]],
  ])('refuses %j', (text, expected) => {
    const set = parseSpecifierSet(text);
    expect(set.kind === 'ok' ? 'ok' : set.problems.map((problem) => [problem.code, problem.column])).toEqual(
      expected,
    );
  });

  test.each([
    ['', ''],
    [' , ', ''],
    ['>=1.0 ,!= 1.5', '!=1.5,>=1.0'],
    ['==1.0,== 1.0.0,==v1', '==1.0'],
    ['~=1.0,~=1.0.0', '~=1.0,~=1.0.0'],
    ['==1.*,==1.0.*', '==1.*,==1.0.*'],
    ['=== Foo', '===Foo'],
    ['===', '==='],
  ])('writes %j as %j', (text, expected) => {
    const set = parseSpecifierSet(text);
    if (set.kind !== 'ok') throw new Error('refused');
    expect(specifierSetText(set)).toBe(expected);
  });

  test('what is written means the same, and is a fixed point', () => {
    const random = seeded(3);
    for (let run = 0; run < 3000; run += 1) {
      const version = anyVersion(random);
      const text = random.list(1 + random.below(3), () => anyClause(random, [version]).ours).join(',');
      const set = parseSpecifierSet(text);
      if (set.kind !== 'ok') continue;
      const again = parseSpecifierSet(specifierSetText(set));
      if (again.kind !== 'ok') throw new Error(`not readable again: ${text}`);
      expect(specifierSetText(again)).toBe(specifierSetText(set));
      expect(contains(again, version)).toBe(contains(set, version));
    }
  });

  test('any text is answered, and problems stand inside it', () => {
    const unit = fc.constantFrom(
      '=',
      '~',
      '!',
      '<',
      '>',
      '1',
      '.',
      '*',
      ',',
      ' ',
      'a',
      '+',
      ';',
      '\u00a0',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const set = parseSpecifierSet(text);
        if (set.kind === 'ok') return;
        for (const problem of set.problems) {
          expect(problem.column).toBeGreaterThanOrEqual(1);
          expect(problem.column).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('stays linear on hostile texts', () => {
    const started = performance.now();
    for (const text of [',', '=', '===', '>=1,', ' ', '>', '~=1.0.*,', '==1'].map((part) =>
      part.repeat(100_000),
    ))
      parseSpecifierSet(text);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
