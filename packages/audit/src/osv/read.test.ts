import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { parseOsv, readOsv } from './read.ts';
import { scanJson } from './scan.ts';
import { momentKey, parseMoment } from './time.ts';
import { parseOsvYaml } from './yaml.ts';

const minimal = { id: 'PYSEC-2026-1', modified: '2026-01-01T00:00:00Z' };
const codes = (value: unknown): string[] =>
  readOsv(value).problems.map(({ code, where }) => `${code} ${where}`);
const affected = (entry: Record<string, unknown>) => ({
  ...minimal,
  affected: [{ package: { ecosystem: 'PyPI', name: 'x' }, ...entry }],
});

describe('a record', () => {
  test('is read whole', () => {
    const reading = readOsv({
      ...minimal,
      schema_version: '1.7.5',
      published: '2025-12-31T00:00:00.123456Z',
      withdrawn: '2026-01-02T00:00:00Z',
      aliases: ['CVE-2026-1'],
      upstream: ['CVE-1'],
      related: ['CVE-2'],
      summary: 's',
      details: 'd',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/…' }],
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'a-b', purl: 'pkg:pypi/a-b' },
          ranges: [
            { type: 'GIT', repo: 'https://example.org/r', events: [{ introduced: '0' }, { fixed: 'abc' }] },
          ],
          versions: ['1.0'],
          ecosystem_specific: { severity: 'High' },
        },
      ],
      references: [{ type: 'WEB', url: 'https://example.org/' }],
      database_specific: { severity: 'moderate', cwe_ids: ['CWE-79', 'CWE-79', 'nonsense', 4] },
    });
    expect(reading.problems).toEqual([]);
    expect(reading.record).toEqual({
      ...minimal,
      published: '2025-12-31T00:00:00.123456Z',
      withdrawn: '2026-01-02T00:00:00Z',
      aliases: ['CVE-2026-1'],
      upstream: ['CVE-1'],
      related: ['CVE-2'],
      summary: 's',
      details: 'd',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/…' }],
      severityWord: 'MODERATE',
      affected: [
        {
          ecosystem: 'PyPI',
          name: 'a-b',
          purl: 'pkg:pypi/a-b',
          ranges: [
            {
              type: 'GIT',
              repo: 'https://example.org/r',
              events: [
                { kind: 'introduced', value: '0' },
                { kind: 'fixed', value: 'abc' },
              ],
            },
          ],
          versions: ['1.0'],
          severity: [],
          severityWord: 'HIGH',
        },
      ],
      references: [{ type: 'WEB', url: 'https://example.org/' }],
      weaknesses: ['CWE-79'],
    });
  });

  test.each([
    [null, 'wrong-type '],
    [[], 'wrong-type '],
    ['x', 'wrong-type '],
    [{}, 'missing /id'],
    [{ id: 4 }, 'wrong-type /id'],
    [{ id: 'A B' }, 'control-character /id'],
    [{ id: 'A\u001b[2J' }, 'control-character /id'],
    [{ id: 'A'.repeat(LIMITS.id + 1) }, 'control-character /id'],
  ])('%j is dropped, and says why', (value, expected) => {
    const { record, problems } = readOsv(value);
    expect(record).toBeUndefined();
    expect(problems).toMatchObject([{ effect: 'record-dropped' }]);
    expect(codes(value)).toEqual([expected]);
  });

  test('without a moment is kept, as the oldest of all', () => {
    expect(readOsv({ id: 'A' }).record?.modified).toBe('0001-01-01T00:00:00Z');
    expect(codes({ id: 'A', modified: 'yesterday' })).toEqual(['timestamp /modified']);
  });

  test('whose withdrawal cannot be read is not withdrawn', () => {
    const { record, problems } = readOsv({ ...minimal, withdrawn: 'yes' });
    expect(record && 'withdrawn' in record).toBe(false);
    expect(problems).toMatchObject([{ code: 'timestamp', where: '/withdrawn' }]);
  });

  test('names packages canonically, and says where it did not', () => {
    const read = readOsv(affected({ package: { ecosystem: 'PyPI', name: 'Foo_.Bar' } }));
    expect(read.record?.affected[0]?.name).toBe('foo-bar');
    expect(read.problems).toMatchObject([{ code: 'name-not-canonical', effect: 'normalised' }]);
    expect(codes(affected({ package: { ecosystem: 'PyPI', name: 'foo/bar' } }))).toEqual([
      'name-not-valid /affected/0/package/name',
    ]);
    expect(
      readOsv(affected({ package: { ecosystem: 'GitHub Actions', name: 'Actions/Checkout' } })).record
        ?.affected[0]?.name,
    ).toBe('actions/checkout');
  });

  test.each<[string, Record<string, unknown>]>([
    [
      'an unknown event',
      { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { repaired: '2' }] }] },
    ],
    [
      'two kinds in one event',
      { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0', fixed: '2' }] }] },
    ],
    ['an unknown type of range', { ranges: [{ type: 'CALVER', events: [{ introduced: '0' }] }] }],
    ['no introduction', { ranges: [{ type: 'ECOSYSTEM', events: [{ fixed: '2' }] }] }],
    ['no events', { ranges: [{ type: 'ECOSYSTEM', events: [] }] }],
    ['a version that is a number', { versions: ['1.0', 2] }],
    ['a version with control characters', { versions: ['1.0\n2'] }],
    ['versions that are no list', { versions: '1.0' }],
    ['ranges that are no list', { ranges: {} }],
    ['an event that is a number', { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: 0 }] }] }],
  ])('%s leaves a note that something is missing', (_what, entry) => {
    const { record, problems } = readOsv(affected(entry));
    expect(record?.affected[0]?.unreadable?.length).toBeGreaterThan(0);
    expect(problems.some(({ effect }) => effect === 'part-dropped')).toBe(true);
  });

  test('lists cut at their limits say so', () => {
    const { record, problems } = readOsv(
      affected({ versions: Array.from({ length: LIMITS.versions + 1 }, (_, n) => `${n}`) }),
    );
    expect(record?.affected[0]?.versions).toHaveLength(LIMITS.versions);
    expect(record?.affected[0]?.unreadable).toEqual(['/affected/0/versions']);
    expect(problems).toMatchObject([{ code: 'too-many' }]);
  });

  test('with thousands of faults tells fifty', () => {
    const { problems } = readOsv(affected({ versions: Array.from({ length: 5000 }, () => 4) }));
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toContain('4950 more');
  });

  test('whatever it is, is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom('id', 'affected', 'ranges', 'events', 'package', '__proto__', 'x'),
          maxDepth: 6,
        }),
        (value) => {
          readOsv(value);
          readOsv({ ...minimal, affected: [value] });
          readOsv({ ...minimal, ...value });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('JSON', () => {
  test.each([
    ['{', 'not-json'],
    ['{"id":"A","id":"B"}', 'duplicate-key'],
    ['{"id":"A","\\u0069d":"B"}', 'duplicate-key'],
    ['{"id":"A","a":{"x":1,"y":{"x":2,"x":3}}}', 'duplicate-key'],
    [`{"id":"A","a":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-deep'],
  ])('%s is refused', (text, code) => {
    expect(parseOsv(text)).toMatchObject({ problems: [{ code, effect: 'record-dropped' }] });
  });

  test('the same name in different objects, and in texts, is none twice', () => {
    expect(scanJson('{"a":{"b":1},"c":{"b":1},"d":"\\"a\\":1","e":["a","a"]}', 64)).toBeUndefined();
  });

  test('of JavaScript itself never has a name twice', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(scanJson(JSON.stringify(value, undefined, 1), 64)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe('YAML', () => {
  test('of the PyPA database gives the same record as JSON', () => {
    const text =
      'id: PYSEC-2026-1\nmodified: 2026-01-01T00:00:00Z\ndetails: |\n  at\n  length\naffected:\n- package: {ecosystem: PyPI, name: x}\n  versions: ["1.0", "2"]\n';
    const { record, problems } = parseOsvYaml(text);
    expect(problems).toEqual([]);
    expect(record).toMatchObject({
      ...minimal,
      details: 'at\nlength\n',
      affected: [{ name: 'x', versions: ['1.0', '2'] }],
    });
  });

  test.each([
    ['an alias', 'id: &a A\nmodified: *a\n'],
    ['an alias bomb', `a: &a [1,1]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\nid: A\n`],
    ['a member twice', 'id: A\nid: B\n'],
    ['no YAML', 'id: [\n'],
    ['two documents', 'id: A\n---\nid: B\n'],
  ])('%s is refused', (_what, text) => {
    expect(parseOsvYaml(text)).toMatchObject({ problems: [{ code: 'not-yaml', effect: 'record-dropped' }] });
  });

  test('a version that YAML reads as a number is noted, not guessed', () => {
    const { record, problems } = parseOsvYaml(
      'id: A\nmodified: 2026-01-01T00:00:00Z\naffected:\n- package: {ecosystem: PyPI, name: x}\n  versions: [1.10]\n',
    );
    expect(record?.affected[0]?.unreadable).toEqual(['/affected/0/versions']);
    expect(problems).toMatchObject([{ code: 'wrong-type' }]);
  });
});

describe('moments', () => {
  test.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00Z', true],
    ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.5Z', true],
    ['2026-01-31T12:00:00+00:00', '2026-01-31T12:00:00Z', false],
    ['2026-01-31T12:00:00.25+02:30', '2026-01-31T09:30:00.25Z', false],
    ['2026-01-31t12:00:00z', '2026-01-31T12:00:00Z', false],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z', true],
  ])('%s is %s', (given, text, canonical) => {
    expect(parseMoment(given)).toEqual({ text, canonical });
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '1-01-01T00:00:00Z',
    '',
  ])('%j is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  test('compare by their keys', () => {
    expect(momentKey('2026-01-01T00:00:00.1Z') > momentKey('2026-01-01T00:00:00Z')).toBe(true);
    expect(momentKey('2026-01-01T00:00:00.10Z')).toBe(momentKey('2026-01-01T00:00:00.1Z'));
  });
});
