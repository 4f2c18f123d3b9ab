import * as fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { type KeyPath, locateKeys } from './locate.ts';

/** The text from where a path stands to the end of its line. */
const textAt = (text: string, path: KeyPath): string | undefined => {
  const [place] = locateKeys(text, [path]);
  return place && text.split('\n')[place.line - 1]?.slice(place.column - 1);
};

describe('locateKeys', () => {
  const TEXT = [
    '# [project] in a comment',
    'top.dotted . "quo\\u0074ed" = 1',
    '[project] # the table',
    "name = 'it''s' # not the end",
    'description = """',
    'dependencies = ["no"]"""""',
    "other = '''",
    "[project.urls]'''''",
    'when = 1979-05-27 07:32:00-08:00',
    'dependencies = [ # a comment, with ] in it',
    '  "a", [ "b" ],',
    '  { include = "c", deep.er = [1,2,] },',
    ']',
    '  [ project . "urls" ]',
    'Source = "https://example.com/#x"',
    '[[project.people]]',
    'name = "first"',
    '[project.people.home]',
    'city = "x"',
    '[[project.people]]',
    'name = "second"',
  ]
    .join('\n')
    .replace("'it''s'", "'its'");

  test.each([
    [['top'], 'top.dotted'],
    [['top', 'dotted'], 'dotted . '],
    [['top', 'dotted', 'quoted'], '"quo\\u0074ed" = 1'],
    [['project'], 'project] # the table'],
    [['project', 'name'], 'name = '],
    [['project', 'description'], 'description = '],
    [['project', 'other'], "other = '''"],
    [['project', 'when'], 'when = '],
    [['project', 'dependencies'], 'dependencies = [ #'],
    [['project', 'dependencies', 0], '"a",'],
    [['project', 'dependencies', 1, 0], '"b" ]'],
    [['project', 'dependencies', 2], '{ include'],
    [['project', 'dependencies', 2, 'include'], 'include = '],
    [['project', 'dependencies', 2, 'deep', 'er', 1], '2,]'],
    [['project', 'urls'], '"urls" ]'],
    [['project', 'urls', 'Source'], 'Source = '],
    [['project', 'people'], 'people]]'],
    [['project', 'people', 0, 'name'], 'name = "first"'],
    [['project', 'people', 0, 'home', 'city'], 'city = '],
    [['project', 'people', 1, 'name'], 'name = "second"'],
  ])('finds %j', (path, expected) => {
    expect(textAt(TEXT, path)?.slice(0, expected.length)).toBe(expected);
  });

  test('says of a key that is not there where its table is', () => {
    expect(locateKeys(TEXT, [['project', 'version'], ['tool', 'x'], []])).toEqual([
      { line: 3, column: 2 },
      undefined,
      undefined,
    ]);
    expect(locateKeys(TEXT, [['project', 'dependencies', 7]])).toEqual([{ line: 10, column: 1 }]);
  });

  test('prefers where a table is defined to where it is passed', () => {
    expect(locateKeys('[a.b]\nx = 1\n[a]\n', [['a']])).toEqual([{ line: 3, column: 2 }]);
    expect(locateKeys('[a.b]\nx = 1\n[a.c]\n', [['a']])).toEqual([{ line: 1, column: 2 }]);
  });

  test('takes an index for no key and a key for no index', () => {
    expect(
      locateKeys('[a]\n0 = [1]\n', [
        ['a', 0],
        ['a', '0'],
        ['a', '0', 0],
      ]),
    ).toEqual([
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 6 },
    ]);
  });

  test('locates nothing behind what it does not understand', () => {
    for (const broken of [
      'x = ',
      'x = "a',
      "x = '''a",
      'x = [1',
      'x = {a 1}',
      'x = 1 y',
      '[a',
      '= 1',
      '"""a""" = 1',
    ])
      expect(locateKeys(`k = 1\n${broken}\nafter = 2\n`, [['k'], ['after']])).toEqual([
        { line: 1, column: 1 },
        undefined,
      ]);
  });

  test('takes time in proportion to the text', () => {
    const started = performance.now();
    const many = Array.from({ length: 1000 }, (_, i) => ['a', i]);
    locateKeys(`a = [${'1,'.repeat(1_000_000)}]`, many);
    locateKeys(`a = ${'['.repeat(1_000_000)}`, many);
    locateKeys(`${'a.'.repeat(1_000_000)}a = 1`, many);
    locateKeys('[[a]]\n'.repeat(300_000), many);
    locateKeys(`a = "${'\\\\'.repeat(1_000_000)}"`, many);
    locateKeys(`a = ["${`'","`.repeat(1_000_000)}"]`, many);
    locateKeys(`a = ${'1'.repeat(4_000_000)}`, many);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('held against smol-toml', () => {
  type Tree = { readonly [key: string]: Tree } | readonly Tree[] | string;
  const name = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      '0',
      '1',
      'a-b',
      '',
      'a.b',
      '"',
      "'",
      '=',
      ']',
      '#',
      '\\',
      '\n',
      '__proto__',
      'é',
      '😀',
      'constructor',
    ),
    fc.string({ maxLength: 3 }),
  );
  const SCALARS = [
    '1',
    '-1_0.5e+3',
    '0x1F',
    'true',
    'inf',
    '-nan',
    '1979-05-27',
    '1979-05-27 07:32:00',
    '1979-05-27T07:32:00.5Z',
    '07:32:00',
    '"a # b"',
    '"\\"]"',
    "'\\'",
    '""',
    "''",
    '"""a\n[x]\n"b" = 1"""',
    '"""a"""""',
    '"""\\""""',
    "'''a\n'b' = 1'''''",
    "''''x'''",
    '""""x"""',
  ];
  const scalar = fc.constantFrom(...SCALARS);
  const { tree } = fc.letrec<{ tree: Tree; table: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('tree'), { maxLength: 3 }), tie('table')),
    table: fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
  }));
  const document = fc.dictionary(name, tree, { maxKeys: 5 });

  /** Writes a tree in one of the many ways that TOML has, as the choices say. */
  const write = (root: Readonly<Record<string, Tree>>, choices: readonly number[]): string => {
    let used = 0;
    const choose = (n: number): number => (choices[used++ % choices.length] ?? 0) % n;
    const blank = (): string => ['', ' ', '\t '][choose(3)] ?? '';
    const gap = (): string => [blank(), `\n${blank()}`, ' # ] } "\'\n', '\r\n'][choose(4)] ?? '';
    const key = (text: string): string => {
      if (/^[A-Za-z0-9_-]+$/.test(text) && choose(2) === 0) return text;
      if (!/[\u0000-\u0008\u000a-\u001f'\u007f]/.test(text) && choose(2) === 0) return `'${text}'`;
      const escaped = Array.from(text, (c) =>
        /["\\\u0000-\u001f\u007f]/.test(c) || choose(4) === 0
          ? `\\U${(c.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
          : c,
      );
      return `"${escaped.join('')}"`;
    };
    const value = (one: Tree): string => {
      if (typeof one === 'string') return one;
      if (Array.isArray(one)) {
        const items = (one as readonly Tree[]).map((item) => `${gap()}${value(item)}${gap()}`);
        return `[${items.join(',')}${items.length > 0 && choose(2) === 0 ? `,${gap()}` : ''}]`;
      }
      const pairs = Object.entries(one).map(([k, v]) => `${blank()}${pair([k], v)}${blank()}`);
      return `{${pairs.join(',')}}`;
    };
    /** A table of one key may be a dotted key. */
    const pair = (path: readonly string[], one: Tree): string => {
      const [only, second] = typeof one === 'object' && !Array.isArray(one) ? Object.entries(one) : [];
      if (only !== undefined && second === undefined && choose(2) === 0)
        return pair([...path, only[0]], only[1]);
      return `${path.map(key).join(`${blank()}.${blank()}`)}${blank()}=${blank()}${value(one)}`;
    };
    const isTable = (one: Tree): one is { readonly [key: string]: Tree } =>
      typeof one === 'object' && !Array.isArray(one);
    const body = (table: Readonly<Record<string, Tree>>, path: readonly string[]): string => {
      const inside: string[] = [];
      const behind: string[] = [];
      for (const [k, v] of Object.entries(table)) {
        const header = (): string => [...path, k].map(key).join(`${blank()}.${blank()}`);
        if (isTable(v) && choose(2) === 0)
          behind.push(`${blank()}[${blank()}${header()}${blank()}]\n${body(v, [...path, k])}`);
        else if (Array.isArray(v) && v.length > 0 && v.every(isTable) && choose(3) > 0)
          for (const item of v) behind.push(`[[${header()}]] # ]]\n${body(item, [...path, k])}`);
        else inside.push(`${blank()}${pair([k], v)}${blank()}${['\n', '\r\n', ' # [a]\n'][choose(3)] ?? ''}`);
      }
      return [...inside, ...behind].join('');
    };
    return body(root, []);
  };

  const leavesOf = (value: unknown, path: KeyPath = []): readonly KeyPath[] => {
    if (typeof value !== 'object' || value === null || value instanceof Date) return [path];
    if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
    return Object.entries(value).flatMap(([k, v]) => leavesOf(v, [...path, k]));
  };

  const keyAt = (text: string, path: KeyPath): unknown => {
    const at = textAt(text, path) ?? '';
    const written = /^(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')/.exec(at)?.[0] ?? '';
    return Object.keys(parse(`${written} = 1`))[0];
  };

  test('finds every leaf that it finds, and there stands its key or its value', () => {
    let leaves = 0;
    fc.assert(
      fc.property(document, fc.array(fc.nat(60), { minLength: 1, maxLength: 40 }), (root, choices) => {
        const text = write(root, choices);
        for (const path of leavesOf(parse(text, { integersAsBigInt: 'asNeeded' }))) {
          leaves += 1;
          const last = path.at(-1);
          if (typeof last === 'string') expect(keyAt(text, path)).toBe(last);
          else if (last !== undefined) {
            const at = text.split('\n').slice((locateKeys(text, [path])[0]?.line ?? 0) - 1);
            const column = locateKeys(text, [path])[0]?.column ?? 0;
            const from = at.join('\n').slice(column - 1);
            expect(SCALARS.some((one) => from.startsWith(one))).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    );
    expect(leaves).toBeGreaterThan(2000);
  });

  test('never throws, whatever the text', () => {
    const part = fc.constantFrom(
      '[',
      ']',
      '[[',
      ']]',
      '{',
      '}',
      'a',
      '.',
      '=',
      '"',
      "'",
      '"""',
      "'''",
      '\\',
      '\n',
      '#',
      ',',
      ' ',
      '1',
      '\\U00110000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const places = locateKeys(text, [['a'], ['a', 0, 'a'], ['a', 'a', 1], ['']]);
          for (const place of places) if (place !== undefined) expect(place.column).toBeGreaterThan(0);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
