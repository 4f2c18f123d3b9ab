import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locatePointers } from './locate.ts';
import { pointerTo, pointerTokens } from './pointer.ts';
import { readJson } from './read.ts';
import { scanJson } from './scan.ts';
import type { Json } from './types.ts';
import { isArray, isObject, member } from './value.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = (text: string): readonly string[] => readJson(bytes(text)).problems.map(({ code }) => code);

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the strict reader', () => {
  test.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":2}', ['duplicate-key']],
    ['{"a":1,"\\u0061":2}', ['duplicate-key']],
    ['[{"x":1},{"x":1}]', []],
    ['{"a" :1,"a" :2,"b":":x"}', ['duplicate-key']],
    ['{"a"\n:1,"a":2,"b":"c :"}', ['duplicate-key']],
    ['{"a" :1,"b":":","c":" : :"}', []],
    ['{"__proto__":1,"__proto__":2}', ['duplicate-key']],
    ['{"a":"\\\\","b":"\\":","c:":1}', []],
    ['\uFEFF{}', ['byte-order-mark']],
    ['{"a":}', ['syntax']],
    ['', ['syntax']],
    ['{} x', ['syntax']],
  ])('reads %j with problems %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('says where a member stands the second time', () => {
    const [problem] = readJson(bytes('{\r\n  "a": 1,\r\n  "b": [],\r\n  "a": 2\r\n}')).problems;
    expect(problem?.position).toEqual({ line: 4, column: 3 });
  });

  test('says where the syntax breaks', () => {
    expect(readJson(bytes('{\n  "a": tru\n}')).problems[0]?.position).toEqual({ line: 2, column: 8 });
  });

  test('refuses what is not UTF-8, too large or too deep', () => {
    expect(readJson(Uint8Array.of(0x22, 0xff, 0x22)).problems[0]?.code).toBe('not-utf-8');
    expect(readJson(bytes('[1]'), { maxBytes: 2, maxDepth: 9 }).problems[0]?.code).toBe('too-large');
    expect(codes('['.repeat(200) + ']'.repeat(200))).toEqual([]);
    expect(codes('['.repeat(201) + ']'.repeat(201))).toEqual(['too-deep']);
    expect(codes('['.repeat(1_000_000))).toEqual(['syntax']);
    expect(codes('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toEqual(['too-deep']);
  });

  test('gives a member called __proto__ to nobody but its own object', () => {
    const reading = readJson(bytes('{"__proto__":{"polluted":true}}'));
    expect(reading.kind === 'read' && member(reading.value, 'polluted')).toBe(undefined);
    expect(Reflect.get({}, 'polluted')).toBe(undefined);
  });

  test('counts many duplicates in linear time', () => {
    const text = `{${Array.from({ length: 200_000 }, () => '"a":1').join(',')}}`;
    expect(readJson(bytes(text)).problems).toHaveLength(100);
  });
});

describe('the scanner', () => {
  test('accepts what JSON.parse accepts and nothing else', () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '\\', ',', '{', ']', '0', '\t', '-', 'e', '\u0000', ':'),
      )
      .map(([text, at, insert]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + insert + text.slice(cut + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
        expect(scanJson(text, {}) === undefined).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
  });
});

const allPointers = (value: Json, pointer = ''): readonly (readonly [string, Json])[] => [
  [pointer, value],
  ...(isArray(value) ? value.flatMap((item, index) => allPointers(item, pointerTo(pointer, index))) : []),
  ...(isObject(value)
    ? Object.entries(value).flatMap(([name, item]) =>
        item === undefined ? [] : allPointers(item, pointerTo(pointer, name)),
      )
    : []),
];

describe('locating pointers', () => {
  test('finds every value of any document where it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const lines = text.split('\n');
        const wanted = allPointers(JSON.parse(text) as Json);
        const found = locatePointers(
          text,
          wanted.map(([pointer]) => pointer),
        );
        for (const [pointer, item] of wanted) {
          const { line, column } = found.get(pointer) ?? { line: 0, column: 0 };
          const rest = [lines[line - 1]?.slice(column - 1) ?? '', ...lines.slice(line)].join('\n');
          const key = JSON.stringify(pointerTokens(pointer).at(-1) ?? '');
          const written = JSON.stringify(item, undefined, indent)[0] ?? '';
          expect(rest.startsWith(written) || rest.startsWith(key)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('stops where the last pointer was found', () => {
    const found = locatePointers('{\n "a": 1,\n "b": [2, 3]\n}', ['/a']);
    expect([...found]).toEqual([['/a', { line: 2, column: 2 }]]);
    let steps = 0;
    const text = `{"a": 1, "b": [${'0, '.repeat(1000)}0]}`;
    scanJson(text, { scalar: () => (steps += 1), done: () => steps === 1 });
    expect(steps).toBe(1);
  });

  test('gives a pointer to nothing the place of its nearest ancestor', () => {
    const found = locatePointers('{\n "a": [1, 2]\n}', ['/a/7', '/b', '/a/1']);
    expect(found.get('/a/7')).toEqual({ line: 2, column: 2 });
    expect(found.get('/b')).toEqual({ line: 1, column: 1 });
    expect(found.get('/a/1')).toEqual({ line: 2, column: 11 });
  });
});
