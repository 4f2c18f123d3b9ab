import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { sourceFile } from '../repository/source.ts';
import { commentAfter } from './comment.ts';
import { mapOf, scalarOf, seqOf, textsOf, valueOf } from './get.ts';
import { MAX_NODES } from './limits.ts';
import { placeIn } from './place.ts';
import { readYaml } from './read.ts';
import type { YamlNode, YamlScalar } from './types.ts';

const read = (text: string) => readYaml(sourceFile('x.yml', Buffer.from(text)));
const codes = (text: string): readonly string[] => read(text).problems.map(({ code }) => code);

const textAt = (scalar: YamlScalar, start: number, end: number): string => {
  const range = placeIn(scalar, start, end);
  return Buffer.from(scalar.source.bytes).subarray(range.start, range.end).toString();
};

const scalarsIn = (node: YamlNode | undefined): readonly YamlScalar[] =>
  node === undefined
    ? []
    : node.kind === 'scalar'
      ? [node]
      : node.kind === 'seq'
        ? node.items.flatMap(scalarsIn)
        : node.entries.flatMap(({ key, value }) => [key, ...scalarsIn(value)]);

describe('reading YAML', () => {
  test('keeps every scalar a text', () => {
    const { root } = read('on: push\nversion: 1.10\nyes: no\nempty:\n');
    expect(scalarsIn(root).map(({ value }) => value)).toEqual([
      'on',
      'push',
      'version',
      '1.10',
      'yes',
      'no',
      'empty',
      '',
    ]);
  });

  test('gives byte ranges behind characters of several bytes', () => {
    const text = '# ünï 😀\nname: "ä"\nuses: a/b@v1\n';
    const { root, source } = read(text);
    const { range } = scalarOf(root, 'uses') ?? { range: { start: 0, end: 0 } };
    expect(Buffer.from(text).subarray(range.start, range.end).toString()).toBe('a/b@v1');
    expect(source.positionAt(range.start)).toEqual({ line: 3, column: 7 });
  });

  test('resolves an alias to what its anchor holds, and says where the alias stands', () => {
    const { root, problems } = read('a: &x\n  k: v\nb: *x\n');
    expect(problems).toEqual([]);
    expect(scalarOf(mapOf(root, 'b'), 'k')?.value).toBe('v');
    expect(valueOf(root, 'b')?.via).toEqual({ start: 16, end: 18 });
  });

  test('reports a repeated key where it stands again, and keeps the first', () => {
    const { root, problems } = read('a: 1\nb: 2\na: 3\n');
    expect(problems).toMatchObject([{ code: 'duplicate-key', range: { start: 10, end: 11 } }]);
    expect(scalarOf(root, 'a')?.value).toBe('1');
  });

  test('does not mistake keys for members of an object', () => {
    const { root, problems } = read('__proto__: {polluted: yes}\nconstructor: x\n');
    expect(problems).toEqual([]);
    expect(scalarOf(mapOf(root, '__proto__'), 'polluted')?.value).toBe('yes');
    expect(valueOf(root, 'toString')).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('stops an alias bomb at its budget', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level += 1)
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
    const { root, problems } = read(lines.join('\n'));
    expect(problems.some(({ code }) => code === 'alias-budget')).toBe(true);
    expect(scalarsIn(root).length).toBeLessThan(2 * MAX_NODES);
  });

  test.each([
    ['flow brackets', '['.repeat(5000), 'too-deep'],
    ['dashes on one line', '- '.repeat(5000), 'too-deep'],
    ['braces', '{a: '.repeat(5000), 'too-deep'],
    [
      'indentation',
      Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'too-deep',
    ],
    [
      'moderate indentation',
      Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'too-deep',
    ],
    ['an alias to itself', 'a: &x [*x]', 'recursive-alias'],
    ['an unknown alias', 'a: *nowhere', 'unknown-alias'],
    ['a map as a key', '? {a: b}\n: c\n', 'key-form'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'several-documents'],
    ['an open quote', 'a: "x\n', 'syntax'],
    ['a huge file', `a: ${'x'.repeat(600_000)}`, 'too-large'],
    ['a huge scalar', `a: ${'x'.repeat(300_000)}`, 'huge-scalar'],
  ])('answers %s with a problem', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });

  test('reports a file that is not UTF-8, and still reads it', () => {
    const document = readYaml(sourceFile('x.yml', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a])));
    expect(document.problems.map(({ code }) => code)).toEqual(['encoding']);
    expect(scalarOf(document.root, 'a')?.value).toBe('ÿ');
  });

  test('answers any text without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('a:-?[]{}&*!|>#"\' \n\t,%@`\\\r\uFEFFé')) }),
        (text) => {
          const { problems, source } = read(text);
          for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(source.bytes.length + 4);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('reads back what was written', () => {
    const value = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.array(fc.string())));
    fc.assert(
      fc.property(value, (given) => {
        const { root, problems } = read(
          stringify(given, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' }),
        );
        expect(problems).toEqual([]);
        for (const [key, expected] of Object.entries(given)) {
          const got = valueOf(root, key);
          expect(
            typeof expected === 'string' ? scalarOf(root, key)?.value : seqOf(root, key)?.items.length,
          ).toEqual(typeof expected === 'string' ? expected : expected.length);
          expect(got).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('places inside a scalar', () => {
  test.each([
    ['plain', 'run: pip install x\n'],
    ['single quoted', "run: 'pip install x'\n"],
    ['double quoted', 'run: "pip install x"\n'],
    ['literal', 'run: |\n  # é\n  pip install x\n'],
    ['literal, stripped, deeper', 'run: |-\n      if x\n        pip install x\n'],
    ['literal with Windows line breaks', 'run: |\r\n  echo\r\n  pip install x\r\n'],
    ['folded', 'run: >\n  echo a\n  && pip install x\n\n  b\n'],
    ['plain over lines', 'run: echo a &&\n  pip install x\n'],
    ['double quoted with escapes', 'run: "\\u00e9\\n\\"pip install x"\n'],
    ['single quoted with quotes', "run: 'it''s pip install x'\n"],
  ])('are those of the file: %s', (_, text) => {
    const scalar = scalarOf(read(text).root, 'run');
    if (scalar === undefined) throw new Error('no run');
    const start = scalar.value.indexOf('pip install');
    expect(start).toBeGreaterThan(-1);
    expect(textAt(scalar, start, start + 11)).toBe('pip install');
  });

  test('are the whole scalar where they cannot be told', () => {
    const scalar = scalarOf(read('run: |2\n    a b\n').root, 'run');
    if (scalar === undefined) throw new Error('no run');
    expect(placeIn(scalar, 2, 3)).toEqual(scalar.range);
  });

  test('agree with the value in block scalars of any lines', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '#', '"', "'") });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('|', '>', '|-', '>+'),
        (lines, head) => {
          const first = lines.map((one) => `  ${one}`).join('\n');
          const scalar = scalarOf(read(`run: ${head}\n  x\n${first}\n`).root, 'run');
          if (scalar === undefined) return;
          for (let at = 0; at < scalar.value.length; at += 1) {
            const char = scalar.value[at] ?? '';
            const range = placeIn(scalar, at, at + 1);
            if (range === scalar.range || char === '\n' || char === ' ') continue;
            expect(textAt(scalar, at, at + 1)).toBe(char);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('comments behind a value', () => {
  test('are found with their range', () => {
    const { root } = read('uses: a/b@c  # v1.2.3 \r\nx: y#z\nlist: [p, q] # w\n');
    const uses = scalarOf(root, 'uses');
    const x = scalarOf(root, 'x');
    expect(uses && commentAfter(uses)).toEqual({ text: 'v1.2.3', range: { start: 13, end: 22 } });
    expect(x && commentAfter(x)).toBeUndefined();
    expect(textsOf(valueOf(root, 'list')).map((one) => one.value)).toEqual(['p', 'q']);
  });
});
