import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { python } from '../testing/python.ts';
import { ENTRY_POINT_CODES } from './codes.ts';
import { parseEntryPoints } from './parse.ts';

const parse = (text: string): ReturnType<typeof parseEntryPoints> =>
  parseEntryPoints(Buffer.from(text, 'utf8'));
const told = (text: string): (readonly unknown[])[] =>
  parse(text).problems.map(({ code, line }) => [code, line]);

describe('parseEntryPoints', () => {
  test('reads groups, names, references and extras', () => {
    const read = parse(
      '# made by hand\n[console_scripts]\nFoo = foomod:main\nfoobar=foomod : main.bar [bar, baz]\n\n[pytest11]\nnbval = nbval.plugin\n',
    );
    expect(read.entryPoints).toEqual([
      {
        group: 'console_scripts',
        name: 'Foo',
        value: 'foomod:main',
        reference: { module: 'foomod', attributes: 'main' },
        extras: [],
        line: 3,
      },
      {
        group: 'console_scripts',
        name: 'foobar',
        value: 'foomod : main.bar [bar, baz]',
        reference: { module: 'foomod', attributes: 'main.bar' },
        extras: ['bar', 'baz'],
        line: 4,
      },
      {
        group: 'pytest11',
        name: 'nbval',
        value: 'nbval.plugin',
        reference: { module: 'nbval.plugin' },
        extras: [],
        line: 7,
      },
    ]);
    expect(read.problems.map(({ code }) => code)).toEqual(['extras-used']);
    expect(read.groups).toEqual(['console_scripts', 'pytest11']);
  });

  test.each([
    ['a line before any group', 'a = b:c\n', [['no-section', 1]]],
    ['a byte order mark', '\ufeff[g]\na = b\n', [['byte-order-mark', 1]]],
    ['a line without "="', '[g]\nname: value\n', [['malformed-line', 2]]],
    ['a value without a name', '[g]\n= b\n', [['malformed-line', 2]]],
    ['an empty group', '[]\n', [['no-section', 1]]],
    ['text after a group', '[g] x\n', [['text-after-group', 1]]],
    ['a group twice', '[g]\n[g]\n', [['duplicate-group', 2]]],
    ['a name twice', '[g]\na = b\na = c\n', [['duplicate-name', 3]]],
    ['the DEFAULT section', '[DEFAULT]\na = b\n', [['default-section', 1]]],
    [
      'a value of two lines',
      '[g]\na = b\n  c\n',
      [
        ['multiline-value', 2],
        ['object-reference', 2],
      ],
    ],
    [
      'a percent sign',
      '[g]\na = b%c\n',
      [
        ['interpolation', 2],
        ['object-reference', 2],
      ],
    ],
    ['a group that is no dotted word', '[g-h]\n', [['group-name', undefined]]],
    ['a script name with a path', '[console_scripts]\n../a = b:c\n', [['script-name', 2]]],
    ['a script name of dots', '[gui_scripts]\n.. = b:c\n', [['script-dots', 2]]],
    [
      'scripts that differ in case',
      '[console_scripts]\nA = b:c\n[gui_scripts]\na = b:c\n',
      [['script-case', 4]],
    ],
    ['a script that is a module', '[console_scripts]\na = b\n', [['script-reference', 2]]],
    ['a name with a blank', '[g]\na b = c\n', [['entry-name-form', 2]]],
    ['a value that is no reference', '[g]\na = b-c:d\n', [['object-reference', 2]]],
    ['extras that are none', '[g]\na = b:c [x\n', [['extras', 2]]],
    [
      'a form feed',
      '[g]\na = b\fc\n',
      [
        ['line-splitting-character', 2],
        ['object-reference', 2],
      ],
    ],
  ])('reports %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test('keeps names of objects apart from objects', () => {
    expect(parse('[__proto__]\nconstructor = a:b\n').problems).toEqual([]);
  });

  test('never throws, and is linear', () => {
    fc.assert(fc.property(fc.uint8Array(), (data) => void parseEntryPoints(data)));
    const started = performance.now();
    for (const part of ['[', ']', '=', ' ', '[g]\n', 'a=b\n', ' \n', 'a.', ','])
      parse(`[g]\na = b${part.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('against the configparser of Python', () => {
  test('refuses the same files as PyPI, and reads the same values', () => {
    const part = fc.constantFrom(
      '[g]',
      '[console_scripts]',
      '[h]x',
      '[]',
      '[DEFAULT]',
      '\n',
      '\n',
      '\n',
      ' ',
      '  ',
      'a',
      'b = c',
      'a=b:c',
      '= d',
      'x/y = z',
      '#',
      '; c',
      '%',
      '\r\n',
      '\t',
      '\u00a0',
      '\ufeff',
      '=',
    );
    const texts = fc.sample(
      fc.array(part, { maxLength: 12 }).map((parts) => `[g]\n${parts.join('')}`),
      { numRuns: 5000, seed: 5 },
    );
    const theirs = python(
      `import configparser, json, re, sys
class Parser(configparser.ConfigParser):
    optionxform = staticmethod(str)
def one(text):
    parser = Parser(delimiters=('=',))
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    for group in ('console_scripts', 'gui_scripts'):
        if group in parser and any(re.fullmatch(r'[\\w.-]+', name) is None for name in parser[group]):
            return None
    return [[s, n, v] for s in parser.sections() for n, v in parser.items(s, raw=True) if n not in parser.defaults()]
json.dump([one(t) for t in json.load(sys.stdin)], sys.stdout)`,
      texts,
    );
    if (theirs === undefined) return;
    const ours = texts.map((text) => {
      const { entryPoints, problems } = parse(text);
      if (problems.some(({ code }) => ENTRY_POINT_CODES[code].source === 'pypi-rejects')) return null;
      const defaults = new Set(
        entryPoints.filter(({ group }) => group === 'DEFAULT').map(({ name }) => name),
      );
      return entryPoints
        .filter(({ group, name }) => group !== 'DEFAULT' && !defaults.has(name))
        .map(({ group, name, value }) => [group, name, value]);
    });
    const differing = texts.flatMap((text, i) => {
      const [a, b] = [JSON.stringify(ours[i]), JSON.stringify((theirs as readonly unknown[])[i])];
      return a === b ? [] : [{ text, ours: a, theirs: b }];
    });
    expect(differing.slice(0, 5)).toEqual([]);
    expect(ours.filter((one) => one !== null).length).toBeGreaterThan(500);
  });
});
