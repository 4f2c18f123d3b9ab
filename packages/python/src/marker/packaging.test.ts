import { describe, expect, test } from 'vitest';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded, type Random } from '../testing/random.ts';
import { anyVersion, damage } from '../testing/versions.ts';
import { canonicalVersion } from '../version/text.ts';
import { evaluateMarker } from './evaluate.ts';
import { parseMarker } from './parse.ts';
import { markerText } from './text.ts';
import type { Marker, MarkerEnvironment } from './types.ts';

const FIELDS = [
  'python_version',
  'python_full_version',
  'implementation_version',
  'platform_release',
  'os_name',
  'os.name',
  'sys_platform',
  'sys.platform',
  'platform_machine',
  'platform.version',
  'platform_system',
  'implementation_name',
  'python_implementation',
  'platform.python_implementation',
  'extra',
  'extras',
  'dependency_groups',
] as const;

const OPERATORS = [
  '<',
  '<=',
  '==',
  '!=',
  '>=',
  '>',
  '~=',
  '===',
  'in',
  'not in',
  'not  in',
  '==',
  'in',
] as const;

const TEXTS = [
  '3.8',
  '3.11',
  '3.11.7',
  '3',
  '3.*',
  '3.11.*',
  '=3.11',
  '3.12.0a1+local',
  '5.15.0-91-generic',
  '',
  'linux',
  'Linux',
  'posix',
  'win32 linux',
  'Foo_Bar',
  'foo-bar',
  'test',
  'a)b',
  '3.8, 3.11',
  "it's",
  'x86_64',
  '1.0.post1',
  'latest',
] as const;

const quoted = (random: Random): string => {
  // For ~= the reference goes wrong on spellings that are not normal: see testing/specifiers.ts.
  const text = random.chance(0.2) ? (canonicalVersion(anyVersion(random)) ?? '') : random.pick(TEXTS);
  return text.includes("'") || random.chance(0.7) ? `"${text}"` : `'${text}'`;
};

const comparison = (random: Random, depth: number): string => {
  const space = () => random.pick([' ', ' ', '  ', '\t']);
  const operator = random.pick(OPERATORS);
  const tight = !operator.includes('in') && random.chance(0.2);
  const gap = () => (tight ? '' : space());
  const field = random.pick(FIELDS);
  const set = field === 'extras' || field === 'dependency_groups';
  // packaging normalises the names of extras outside parentheses only, against PEP 685: inside, it gets them normal.
  const text =
    field === 'extra' && depth > 0 ? quoted(random).toLowerCase().replace('_', '-') : quoted(random);
  return random.chance(set ? 0.9 : 0.25)
    ? `${text}${gap()}${operator}${gap()}${field}`
    : `${field}${gap()}${operator}${gap()}${text}`;
};

const expression = (random: Random, depth = 0): string => {
  const items = random.list(1 + random.below(3), () =>
    depth < 3 && random.chance(0.25) ? `(${expression(random, depth + 1)})` : comparison(random, depth),
  );
  return items.reduce((left, right) => `${left} ${random.pick(['and', 'or'])} ${right}`);
};

const environment = (random: Random): Record<string, string | string[]> => ({
  implementation_name: 'cpython',
  implementation_version: random.pick(['3.11.7', '7.3.13', '3.12.0a1']),
  os_name: 'posix',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_release: random.pick(['5.15.0-91-generic', '10', '6.1', '']),
  platform_system: 'Linux',
  platform_version: '#1 SMP',
  python_full_version: random.pick(['3.11.7', '3.12.0a1+', '3.8.0', '3.13.0rc1']),
  python_version: random.pick(['3.8', '3.11', '3.12']),
  sys_platform: 'linux',
  ...(random.chance(0.8) ? { extra: random.pick(['', 'foo-bar', 'test']) } : {}),
  ...(random.chance(0.8)
    ? { extras: random.list(random.below(3), () => random.pick(['Foo.Bar', 'test', 'x'])) }
    : {}),
  ...(random.chance(0.8) ? { dependency_groups: ['dev_test'] } : {}),
});

const ourEnvironment = (env: Record<string, string | string[]>): MarkerEnvironment =>
  Object.fromEntries(
    Object.entries(env).map(([field, value]) => [field, typeof value === 'string' ? value : new Set(value)]),
  );

const answer = (marker: Marker, env: Record<string, string | string[]>) => {
  const ours = evaluateMarker(marker, ourEnvironment(env));
  return ours.kind === 'ok' ? ours.value : 'undefined';
};

describe.skipIf(packagingMissing)('against packaging', () => {
  test('6,000 evaluations agree, also of what we write', () => {
    const random = seeded(508);
    const cases = random.list(6000, () => ({ text: expression(random), env: environment(random) }));
    const parsed = cases.map(({ text }) => {
      const marker = parseMarker(text);
      if (marker.kind === 'invalid') throw new Error(`${text}: ${marker.problems[0].message}`);
      return marker;
    });
    const theirs = askPackaging(cases.map(({ text, env }) => ['marker', text, env]));
    const ofOurs = askPackaging(
      cases.map(({ env }, index) => ['marker', markerText(parsed[index] as Marker), env]),
    );
    const differing = cases
      .map((one, index) => ({
        ...one,
        ours: answer(parsed[index] as Marker, one.env),
        theirs: theirs[index],
      }))
      .filter((row, index) => row.ours !== row.theirs || row.ours !== ofOurs[index]);
    expect(differing.slice(0, 5)).toEqual([]);
    for (const value of [true, false, 'undefined'])
      expect(theirs.filter((one) => one === value).length).toBeGreaterThan(400);
  });

  test('5,000 damaged markers are read by both or by neither', () => {
    const random = seeded(5081);
    const texts = random.list(5000, () => damage(random, expression(random)));
    const env = environment(seeded(1));
    const answers = askPackaging(texts.map((text) => ['marker', text, env]));
    const differing = texts.filter((text, index) => {
      const marker = parseMarker(text);
      if (marker.kind !== 'invalid') return answers[index] === null;
      // Refused by us alone: escapes and control characters in texts, and the line break that `$` overlooks.
      const code = marker.problems[0].code;
      return (
        answers[index] !== null && code !== 'marker-text' && !(code === 'marker-end' && text.endsWith('\n'))
      );
    });
    expect(differing).toEqual([]);
  });
});
