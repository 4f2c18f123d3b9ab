import * as fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { readRegularToml } from './regular.ts';

/** What the full reader says; undefined where it refuses. */
const full = (text: string): unknown => {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded', maxDepth: 64 });
  } catch {
    return undefined;
  }
};

/** Both readers' values as JSON text, in which neither prototypes nor missing members show. */
const same = (text: string): void => {
  const regular = readRegularToml(text);
  if (regular !== undefined) expect(JSON.stringify(regular)).toBe(JSON.stringify(full(text)));
};

const LOCK = `# This file is generated.
version = 1
requires-python = ">=3.12"
resolution-markers = [
    "python_full_version >= '3.13'",
    "python_full_version < '3.13'",
]

[manifest]
members = ["a", "b"]

[[package]]
name = "a"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "b", marker = "sys_platform == 'win32'", extra = ["x"] },
]

[package.optional-dependencies]
x = [{ name = "c" }]

[package.metadata]
requires-dist = [{ name = "b", specifier = ">=1" }]

[package.metadata.requires-dev]
dev = []

[[package]]
name = "b"
sdist = { url = "https://index.example/b.tar.gz", hash = "sha256:00", size = 12345 }
ok = true
`;

describe('regular TOML', () => {
  test('of a lock is read, and as the full reader reads it', () => {
    expect(readRegularToml(LOCK)).toBeDefined();
    same(LOCK);
    same(LOCK.trimEnd());
    expect(readRegularToml('')).toEqual({});
  });

  test.each([
    ['an escape', 'a = "\\n"'],
    ['a literal string', "a = 'x'"],
    ['a string over lines', 'a = """x"""'],
    ['a string that goes on behind the line', 'a = "x\ny"'],
    ['a string without an end', 'a = "x'],
    ['a float', 'a = 1.5'],
    ['a number with a sign', 'a = -1'],
    ['a number with leading zeros', 'a = 01'],
    ['a number that a double does not hold', 'a = 12345678901234567890'],
    ['a date', 'a = 2026-01-01'],
    ['a quoted key', '"a" = 1'],
    ['a dotted key', 'a.b = 1'],
    ['a key that stands twice', 'a = 1\na = 2'],
    ['a key that stands twice in an inline table', 'a = { b = 1, b = 2 }'],
    ['a key of every object', 'constructor = 1'],
    ['the key __proto__', '__proto__ = 1'],
    ['two members on a line', 'a = 1 b = 2'],
    ['a comment behind a value', 'a = 1 # x'],
    ['a table that is opened twice', '[a]\n[a]'],
    ['a table under one that was not opened', '[a.b]'],
    ['a table under a value', 'a = { b = 1 }\n[a.c]'],
    ['a table under an array that is a value', 'a = [{ b = 1 }]\n[a.c]'],
    ['tables added to an array that is a value', 'a = [{ b = 1 }]\n[[a]]'],
    ['a table where an array of tables is', '[[a]]\n[a]'],
    ['an inline table over lines', 'a = {\nb = 1 }'],
    ['a comma at the end of an inline table', 'a = { b = 1, }'],
    ['an array without commas', 'a = [1 2]'],
    ['a carriage return', 'a = 1\r\n'],
    ['a header that does not end', '[a'],
    ['arrays nested too deep', `a = ${'['.repeat(100)}${']'.repeat(100)}`],
  ])('is not %s: that is for the full reader', (_, text) => expect(readRegularToml(text)).toBeUndefined());

  const key = fc.constantFrom('a', 'b', 'name', 'package', 'x-1', '1');
  const { value } = fc.letrec<{ value: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      fc.string({ maxLength: 6, unit: 'binary' }).map((text) => JSON.stringify(text)),
      fc.constantFrom('"x"', '""', 'true', 'false', '0', '7', '1_0', '+1', '1e3', 'inf', "'l'"),
    ),
    value: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc
        .array(tie('value'), { maxLength: 3 })
        .map((all) => `[\n  ${all.join(', ')}${all.length > 1 ? ',' : ''}]`),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 3 })
        .map((all) => `{ ${all.map(([name, item]) => `${name} = ${item}`).join(', ')} }`),
    ),
  }));
  const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.'));
  const line = fc.oneof(
    fc.tuple(key, value).map(([name, item]) => `${name} = ${item}`),
    path.map((keys) => `[${keys}]`),
    path.map((keys) => `[[${keys}]]`),
    fc.constantFrom('', '# comment', '  '),
  );

  test('is read as the full reader reads it, whatever the file: never otherwise, and never where that refuses', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => same(lines.join('\n'))),
      { numRuns: 3000 },
    );
  });

  test('also where a lock was changed at any place', () => {
    const piece = fc.constantFrom(
      '"',
      '[',
      ']',
      '{',
      '}',
      '=',
      ',',
      '\n',
      '#',
      '.',
      ' ',
      'a',
      '0',
      '[[',
      '-',
      "'",
    );
    fc.assert(
      fc.property(fc.nat(LOCK.length), fc.nat(4), piece, (at, drop, text) =>
        same(LOCK.slice(0, at) + text + LOCK.slice(at + drop)),
      ),
      { numRuns: 3000 },
    );
  });
});
