import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateMarker } from './evaluate.ts';
import { parseMarker } from './parse.ts';
import { markerText } from './text.ts';
import type { Marker, MarkerEnvironment } from './types.ts';

const parse = (text: string): Marker => {
  const marker = parseMarker(text);
  if (marker.kind === 'invalid') throw new Error(marker.problems[0].message);
  return marker;
};

const LINUX: MarkerEnvironment = {
  implementation_name: 'cpython',
  implementation_version: '3.11.7',
  os_name: 'posix',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_release: '5.15.0-91-generic',
  platform_system: 'Linux',
  platform_version: '#1 SMP',
  python_full_version: '3.11.7',
  python_version: '3.11',
  sys_platform: 'linux',
  extra: '',
};

const evaluate = (text: string, more: MarkerEnvironment = {}) => {
  const answer = evaluateMarker(parse(text), { ...LINUX, ...more });
  return answer.kind === 'ok' ? answer.value : answer.reason;
};

describe('parseMarker', () => {
  test.each([
    ["os.name=='posix'", 'os_name == "posix"'],
    ["python_implementation == 'x'", 'platform_python_implementation == "x"'],
    ["platform.version == 'x'", 'platform_version == "x"'],
    [`sys.platform != 'it"s'`, `sys_platform != 'it"s'`],
    [`"it's" in sys_platform`, `"it's" in sys_platform`],
    [' "a"\tnot \t in os_name ', '"a" not in os_name'],
    ['os_name=="a"and os_name=="b"or(os_name=="c")', 'os_name == "a" and os_name == "b" or os_name == "c"'],
    [
      '((os_name=="a") and ((os_name=="b") and os_name=="c"))',
      'os_name == "a" and os_name == "b" and os_name == "c"',
    ],
    [
      'os_name=="a" and (os_name=="b" or os_name=="c")',
      'os_name == "a" and (os_name == "b" or os_name == "c")',
    ],
    [
      '(os_name=="a" and os_name=="b") or os_name=="c"',
      'os_name == "a" and os_name == "b" or os_name == "c"',
    ],
    ['"a" in extras', '"a" in extras'],
    ['python_version ~= "3.8"', 'python_version ~= "3.8"'],
    ['"a" == "b"', '"a" == "b"'],
  ])('reads %j', (text, expected) => {
    expect(markerText(parse(text))).toBe(expected);
  });

  test.each([
    ['', 'marker-operand', 1],
    ['os_name', 'marker-operator', 8],
    ['os_name == ', 'marker-operand', 12],
    ['os_name = "a"', 'marker-operator', 9],
    ['os_name == "a', 'marker-operand', 12],
    ['os_name == linux', 'marker-operand', 12],
    ['os_namex == "a"', 'marker-operand', 1],
    ['OS_NAME == "a"', 'marker-operand', 1],
    ['constructor == "a"', 'marker-operand', 1],
    ['__proto__ == "a"', 'marker-operand', 1],
    ['os_name == "a" or', 'marker-operand', 18],
    ['os_name == "a" os_name == "b"', 'marker-end', 16],
    ['os_name == "a" && os_name == "b"', 'marker-end', 16],
    ['(os_name == "a"', 'marker-parenthesis', 16],
    ['os_name == "a")', 'marker-end', 15],
    ['os_name notin "a"', 'marker-operator', 9],
    ['os_name not "a"', 'marker-operator', 9],
    ['os_name inside "a"', 'marker-operator', 9],
    ['os_name == "a\\"', 'marker-text', 14],
    ['os_name == "a\nb"', 'marker-text', 14],
    ['os_name\n== "a"', 'marker-operator', 8],
    [`${'('.repeat(65)}os_name == "a"${')'.repeat(65)}`, 'marker-depth', 65],
  ])('refuses %j', (text, code, column) => {
    expect(parseMarker(text)).toMatchObject({ kind: 'invalid', problems: [{ code, column }] });
  });

  test('nests 64 deep, and a million parentheses do not exhaust the stack', () => {
    expect(markerText(parse(`${'('.repeat(64)}os_name == "a"${')'.repeat(64)}`))).toBe('os_name == "a"');
    expect(parseMarker('('.repeat(1_000_000)).kind).toBe('invalid');
    const started = performance.now();
    const long = parse(Array.from({ length: 50_000 }, () => 'os_name == "a"').join(' and '));
    expect(evaluateMarker(long, LINUX)).toEqual({ kind: 'ok', value: false });
    parseMarker('"'.repeat(200_001));
    parseMarker(`os_name == ${'"a" or "b" '.repeat(50_000)}`);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('evaluateMarker', () => {
  test.each([
    ['python_version >= "3.8"', true],
    ['python_version < "3.9"', false],
    ['"3.9" <= python_version', true],
    ['"3.12" > python_version', true],
    ['python_version == "3.*"', true],
    ['python_version in "3.8, 3.11"', true],
    ['python_version not in "3.8 3.9"', true],
    ['python_version ~= "3.8"', true],
    ['python_version === "3.11"', true],
    ['python_version > "=3.11"', true],
    // Not a version on one side: compared as texts, or as nothing.
    ['platform_release >= "5"', false],
    ['platform_release != "5"', false],
    ['platform_release == "5.15.0-91-generic"', true],
    ['python_version < "banana"', false],
    // Texts have no order.
    ['os_name < "zzz"', false],
    ['os_name >= "posix"', true],
    ['os_name <= "zzz"', false],
    ['os_name <= "posix"', true],
    ['"nux" in sys_platform', true],
    ['sys_platform in "linux darwin"', true],
    ['platform_system == "linux"', false],
    ['extra == ""', true],
    // `and` binds closer than `or`.
    ['os_name == "posix" or os_name == "nt" and os_name == "nt"', true],
    ['(os_name == "posix" or os_name == "nt") and os_name == "nt"', false],
  ])('%j is %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test('extras and groups are compared in their normal form', () => {
    expect(evaluate('extra == "Foo.Bar"', { extra: 'foo_bar' })).toBe(true);
    expect(evaluate('"FOO_bar" in extras', { extras: new Set(['foo.BAR']) })).toBe(true);
    expect(evaluate('"x" not in dependency_groups', { dependency_groups: new Set(['x']) })).toBe(false);
  });

  test('a CPython built from an untagged commit still has a version', () => {
    expect(evaluate('python_full_version >= "3.15.0a1"', { python_full_version: '3.15.0a1+' })).toBe(true);
  });

  test.each([
    ['os_name ~= "posix"', /not defined for texts/],
    ['os_name === "posix"', /not defined for texts/],
    ['python_version ~= "3"', /not defined for texts/],
    ['"a" == "a"', /no field/],
    ['os_name == sys_platform', /two fields/],
    ['"a" in extras', /has no extras/],
    ['extras == "a"', /has no extras/],
    ['os_name == "posix" or "a" in extras', /has no extras/],
    ['os_name == "nt" and "a" in extras', /has no extras/],
  ])('%j is undefined', (text, reason) => {
    expect(evaluate(text)).toMatch(reason);
  });

  test('a set has no place on the left', () => {
    expect(evaluate('extras == "a"', { extras: new Set(['a']) })).toMatch(/on the left/);
  });
});

const operand = fc.oneof(
  fc
    .constantFrom('os_name', 'python_version', 'extra', 'extras')
    .map((field) => ({ kind: 'field', field }) as const),
  fc
    .string({ unit: fc.constantFrom('a', '3', '.', ' ', "'", '(', 'é', 'and') })
    .map((text) => ({ kind: 'text', text }) as const),
);

const comparison: fc.Arbitrary<Marker> = fc.record({
  kind: fc.constant('compare' as const),
  left: operand,
  operator: fc.constantFrom('==', '~=', '===', 'in', 'not in', '<', '>='),
  right: operand,
});

/** Markers as the parser makes them: no `and` inside an `and`, at least two items. */
const joined = (kind: 'and' | 'or', depth: number): fc.Arbitrary<Marker> =>
  fc
    .array(
      depth === 0 ? comparison : fc.oneof(comparison, joined(kind === 'and' ? 'or' : 'and', depth - 1)),
      {
        minLength: 2,
        maxLength: 3,
      },
    )
    .map((items) => ({ kind, items }));

test('every marker survives being written and read', () => {
  fc.assert(
    fc.property(fc.oneof(comparison, joined('and', 3), joined('or', 3)), (marker) => {
      expect(parseMarker(markerText(marker))).toEqual(marker);
    }),
    { numRuns: 1000 },
  );
});

test('any text is answered, and problems stand inside it', () => {
  const unit = fc.constantFrom(
    'os_name',
    'extra',
    '"',
    "'",
    '(',
    ')',
    ' ',
    '==',
    'in',
    'not',
    'and',
    'or',
    'é',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 15 }), (parts) => {
      const text = parts.join('');
      const marker = parseMarker(text);
      if (marker.kind === 'invalid') expect(marker.problems[0].column).toBeLessThanOrEqual(text.length + 1);
      else expect(parseMarker(markerText(marker))).toEqual(marker);
    }),
    { numRuns: 5000 },
  );
});
