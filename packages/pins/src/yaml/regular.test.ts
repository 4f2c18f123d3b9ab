import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceFile } from '../repository/source.ts';
import { isHostile } from './limits.ts';
import { readWhole } from './read.ts';
import { readRegular } from './regular.ts';
import type { YamlNode } from './types.ts';

/** A node without its file: what two readers have to agree on. */
const plain = (node: YamlNode | undefined): unknown => {
  if (node === undefined) return undefined;
  const { range } = node;
  if (node.kind === 'scalar') return [node.value, node.style, node.start, node.end, range, node.via];
  if (node.kind === 'seq') return ['seq', node.flow, range, node.via, node.items.map(plain)];
  const entries = node.entries.map(({ key, value }) => [plain(key), plain(value)]);
  return ['map', node.flow, range, node.via, entries, [...node.byKey.keys()]];
};

/** Whether it is regular; where it is, both readers say the same, and the whole one has no complaint. */
const agree = (text: string): boolean => {
  const source = sourceFile('f.yml', Buffer.from(text));
  if (!source.utf8 || isHostile(text)) return false;
  const regular = readRegular(source);
  if (regular === undefined) return false;
  const complaints: string[] = [];
  const whole = readWhole(source, (code, message) => complaints.push(`${code}: ${message}`));
  expect(complaints).toEqual([]);
  expect(plain(regular)).toEqual(plain(whole));
  return true;
};

const WORKFLOW = `# What it is for.
name: Build wheels

on:
  push:
    branches: [main, "release/*", 'v1']
  pull_request:

permissions: {}
env:
  LEVEL: "3" # as before
  EMPTY: ''
  NAME: 'it''s'

jobs:
  a:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-24.04, macos-15]
        include:
        - os: é
          x: 3.10
    steps:
      # First.
      - uses: actions/checkout@v4  # v4.2.1
        with:
          persist-credentials: false

      - name: Run
        run: |
          set -e

          if true; then
            echo "a: b # no comment"
          fi
      - run: |-
          x
          y
        env: {}
      - if: >-
          github.ref == 'x'
          && true
        run: pip install x && echo a:b
  b:
    needs: [a]
    # - c
    with:
      os: >-
        x
      # y: z
    # More.

  c:
    if: x ==
      'y'
    strategy: {fail-fast: 'false', n: 3}
    needs: [
      a, b
     ]
    uses: o/r/.github/workflows/w.yml@main
`;

describe('what is written as most is', () => {
  test('is read as the whole reader reads it', () => {
    expect(agree(WORKFLOW)).toBe(true);
  });

  test.each([
    'a: 1\n',
    '- a\n- b: c\n  d: e\n- |\n  x\n',
    'a:\n- x\n- y\nb:\n',
    'a:\n\n  b: c\n\n\nd: |\n\n  x\n   y\n\n\n',
    '"on": push\n\'a b\': c\n',
    'a: []\nb: [ x , "y" ]\n',
    'a: x  \nb: y # z\n',
    'a: 1',
    '- |\n  x',
    'a: 1\n# x',
    '---\na: 1\n',
    '\n# x\n---\n# y\na: 1\n',
    'a: \u{1f3c3} x\n',
    'a: x\n  y\n    --z\nb: -x\n',
    'a:\n  x\n y # z\nb: 1\n',
    'a:\n  "x y"\nb:\n-\n  \'z\'\n',
    'a: [llvm@15, 5% x]\n',
    'a: {b: c, "d": \'e\' }\nf:\n- { g: h i, }\n',
    'a: [\n  x, "y",\n  z,\n ]\n',
    'a: 1\n# x\n',
    'a:\n  b: 1\n  # x\nc: 2\n',
    'a:\n  b:\n    c: 1\n  # x\n\n    # y\n  # z\nd: 2\n',
    'a:\n  - b:\n    - c\n    # x\n  - d\n  # y\n\n# z\ne: 2\n',
    'a:\n  b: |\n    x\n\n  # y\n# z\n',
    'a:\n# x\nb: 1\n',
    'a:\n  b: # x\n\n  # y\nc:\n  # z\n',
    'a:\n    # x\n  b: 1\n',
  ])('%j', (text) => {
    expect(agree(text)).toBe(true);
  });
});

test.each([
  ['anchors', 'a: &x b\nc: *x\n'],
  ['tags', 'a: !x b\n'],
  ['escapes', 'a: "x\\n"\n'],
  ['keys that stand twice', 'a: 1\na: 2\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['tabs', 'a:\n\t- b\n'],
  ['carriage returns', 'a: 1\r\n'],
  ['a map within a line', 'a: b: c\n'],
  ['lists in lists', '- - a\n'],
  ['indentation that is said', 'a: |2\n   x\n'],
  ['lines that are kept', 'a: |+\n  x\n\n'],
  ['a line between two columns', 'a:\n  b: |\n      x\n   # y\n  c: 1\n'],
  ['nothing', '\n'],
  ['blanks that come last', 'a: 1\n  '],
  ['a comment deeper than the last value', 'a:\n  b: 1\n   # x\nc: 2\n'],
  ['a comment within a text', 'a: x\n  # y\n  z\n'],
  ['an empty line within a text', 'a: x\n\n  y\n'],
  ['a key on a line that goes on', 'a: x\n  y: z\n'],
  ['braces within braces', 'a: {b: {c: d}}\n'],
  ['braces with a key alone', 'a: {b}\n'],
  ['braces with a key that stands twice', 'a: {b: c, b: d}\n'],
  ['brackets that end where their key begins', 'a: [\n  x\n]\n'],
  ['comments within brackets', 'a: [ # x\n  y]\n'],
  ['directives', '%YAML 1.2\n---\na: 1\n'],
  ['two marks', '---\n---\na: 1\n'],
  ['a text alone', 'x\n'],
])('%s: left to the whole reader', (_, text) => {
  expect(agree(text)).toBe(false);
});

describe('any change of a text', () => {
  const LETTERS = [
    ' ',
    '  ',
    '\n',
    '- ',
    ': ',
    ':',
    '#',
    ' #',
    '|',
    '>',
    '"',
    "'",
    '[',
    ']',
    '{}',
    '&',
    '*',
    '\t',
    'x',
    'é',
    ',',
    '  \n',
    '-\n',
    '\n      # z\n',
    '\n# z\n',
    '{a: b}',
    '---\n',
    '|-\n',
    '\\',
  ];

  test('leaves the readers agreeing, or the text to the whole one', () => {
    const cut = fc.tuple(
      fc.nat(WORKFLOW.length),
      fc.nat(12),
      fc.array(fc.constantFrom(...LETTERS), { maxLength: 3 }),
    );
    let regular = 0;
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        let text = WORKFLOW;
        for (const [at, length, by] of cuts) text = text.slice(0, at) + by.join('') + text.slice(at + length);
        if (agree(text)) regular += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(regular).toBeGreaterThan(50);
  });

  test('of small ones, too', () => {
    const piece = fc.constantFrom(
      'a',
      'b:',
      'c: ',
      '- ',
      '\n',
      '  ',
      ' ',
      '|\n',
      '# x',
      '"q"',
      "'q'",
      '[a, b]',
      '{a: b}',
      '[\n',
      ',',
      ']',
      '\n# x\n',
      '\n  # x\n',
      '\n    # x\n',
      '{}',
      'é',
      ':',
      '>-\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
        agree(`${pieces.join('')}\n`);
        agree(pieces.join(''));
      }),
      { numRuns: 4_000 },
    );
  });
});

test('a text that is nested deeply, or long, is answered', () => {
  const deep = Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
  expect(agree(deep)).toBe(false);
  expect(agree(`a: [b${' '.repeat(100_000)}`)).toBe(false);
  expect(agree(Array.from({ length: 5_000 }, (_, n) => `k${n}: v\n`).join(''))).toBe(true);
});
