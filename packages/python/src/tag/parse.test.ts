import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded } from '../testing/random.ts';
import { formatTag, formatTags } from './format.ts';
import { MAX_TAGS, parseTags } from './parse.ts';

const codes = (text: string) => {
  const set = parseTags(text);
  return set.kind === 'ok'
    ? set.irregular.map((p) => [p.code, p.column])
    : set.problems.map((p) => [p.code, p.column]);
};

describe('parseTags', () => {
  test('expands a compressed set in the order of PEP 425', () => {
    const set = parseTags('py2.py3-none-linux_x86_64.win32');
    if (set.kind !== 'ok') throw new Error('refused');
    expect(set.tags.map(formatTag)).toEqual([
      'py2-none-linux_x86_64',
      'py2-none-win32',
      'py3-none-linux_x86_64',
      'py3-none-win32',
    ]);
    expect(set.irregular).toEqual([]);
    expect(formatTags(set)).toBe('py2.py3-none-linux_x86_64.win32');
  });

  test('reads upper case, duplicates and disorder, and says where', () => {
    const text = 'py3.py2-none-manylinux2014_x86_64.ANY.any';
    const set = parseTags(text);
    if (set.kind !== 'ok') throw new Error('refused');
    expect(set.pythons).toEqual(['py3', 'py2']);
    expect(set.platforms).toEqual(['manylinux2014_x86_64', 'any']);
    expect(codes(text)).toEqual([
      ['tag-order', 1],
      ['tag-case', 35],
      ['tag-duplicate', 39],
      ['tag-order', 14],
    ]);
    expect(formatTags(set)).toBe('py2.py3-none-any.manylinux2014_x86_64');
  });

  test.each([
    ['', [['tag-parts', 1]]],
    ['py3-none', [['tag-parts', 1]]],
    ['py3-none-any-x', [['tag-parts', 1]]],
    [
      '--',
      [
        ['tag-empty', 1],
        ['tag-empty', 2],
        ['tag-empty', 3],
      ],
    ],
    ['py2..py3-none-any', [['tag-empty', 5]]],
    ['py3-none-any.', [['tag-empty', 14]]],
    ['py3-no/ne-any', [['tag-characters', 5]]],
    ['py3-none-any\n', [['tag-characters', 10]]],
    ['py\u0663-none-any', [['tag-characters', 1]]],
    ['py3-none-\u212a', [['tag-characters', 10]]],
  ])('refuses %j', (text, expected) => {
    // KELVIN SIGN lowers to an ASCII k: the check must look at what was written.
    expect(parseTags(text).kind).toBe('invalid');
    expect(codes(text)).toEqual(expected);
  });

  test('refuses a small text that stands for a great many tags', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`).join('.');
    expect(parseTags(`${many(16)}-${many(16)}-${many(16)}`)).toMatchObject({
      kind: 'ok',
      tags: { length: MAX_TAGS },
    });
    expect(codes(`${many(17)}-${many(16)}-${many(16)}`)).toEqual([['tag-count', 1]]);
    expect(codes(`${many(100_000)}-${many(100_000)}-any`)).toEqual([['tag-count', 1]]);
  });

  test('counts columns from where the text begins', () => {
    expect(parseTags('py3--any', 21)).toMatchObject({ problems: [{ code: 'tag-empty', column: 25 }] });
  });

  test('any text is answered, and a readable one survives being written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('p', 'y', '3', '-', '-', '.', '_', 'A', 'é', ' '), maxLength: 20 }),
        (text) => {
          const set = parseTags(text);
          if (set.kind !== 'ok') return;
          const again = parseTags(formatTags(set));
          if (again.kind !== 'ok') throw new Error('not readable again');
          expect(again.irregular).toEqual([]);
          expect(again.tags.map(formatTag).sort()).toEqual(set.tags.map(formatTag).sort());
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe.skipIf(packagingMissing)('against packaging', () => {
  test('2,000 sets expand alike', () => {
    const random = seeded(425);
    const some = (pool: readonly [string, ...string[]]) =>
      random.list(1 + random.below(3), () => random.pick(pool)).join('.');
    const texts = random.list(2000, () =>
      [
        some(['py2', 'py3', 'cp313', 'CP311', 'pp310']),
        some(['none', 'abi3', 'cp313t', 'abi3t', 'CP27mu']),
        some(['any', 'win32', 'manylinux_2_28_x86_64', 'macosx_11_0_arm64', 'Linux_armv7l']),
      ].join('-'),
    );
    const answers = askPackaging(texts.map((text) => ['expand', text]));
    for (const [index, text] of texts.entries()) {
      const set = parseTags(text);
      expect(set.kind === 'ok' ? set.tags.map(formatTag).sort() : undefined, text).toEqual(answers[index]);
    }
  });
});
