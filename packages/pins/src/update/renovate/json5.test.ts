import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonNode, memberOf, readJson5, textsOfJson } from './json5.ts';

/** What JSON.parse makes of it. */
const plain = (node: JsonNode): unknown => {
  if (node.kind === 'object')
    return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]));
  if (node.kind === 'array') return node.items.map(plain);
  return node.kind === 'text' ? node.value : JSON.parse(node.value);
};

const read = (text: string): JsonNode => {
  const reading = readJson5(text);
  if (reading.kind === 'malformed') throw new Error(reading.reason);
  return reading.node;
};

test('reads whatever JSON writes', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
      const value: unknown = JSON.parse(text);
      // Objects of JavaScript keep no own member of this name.
      fc.pre(!text.includes('__proto__'));
      expect(plain(read(JSON.stringify(value, null, indent)))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});

describe('JSON5', () => {
  test('has comments, bare keys, single quotes and trailing commas', () => {
    const node = read('// a\n{ /* b **/ extends: [\'x\', "y\\u0041\\\n",], "n": +.5, __proto__: {}, }\n');
    expect(textsOfJson(memberOf(node, 'extends'))).toEqual(['x', 'yA']);
    expect(memberOf(node, 'n')).toMatchObject({ kind: 'other', value: '+.5' });
    expect(memberOf(node, '__proto__')?.kind).toBe('object');
    expect(memberOf(node, 'toString')).toBeUndefined();
  });

  test.each([
    '',
    '{',
    '{"a"',
    '{"a":',
    '[1',
    '"a',
    '"\\u12"',
    '{} x',
    '{a b: 1}',
    '/* x',
    '[,]',
    '['.repeat(100),
    'x'.repeat(1024 * 1024 + 1),
  ])('that is broken is refused: %.20s', (text) => {
    expect(readJson5(text).kind).toBe('malformed');
  });

  test('of any text is read without throwing, in little time', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('{', '}', '[', ']', '"', "'", ':', ',', 'a', '\\', '/', '*', '\n', ' '),
        }),
        (text) => {
          readJson5(text);
        },
      ),
      { numRuns: 2000 },
    );
    const started = performance.now();
    for (const one of ['/*', '/* *', ' ', '//', '"\\', '[0,', '*/', '\n//'])
      readJson5(one.repeat(Math.floor(1_000_000 / one.length)));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
