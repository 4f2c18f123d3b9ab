import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advisory, affected } from '../testing/advisories.ts';
import type { OsvEvent } from '../types.ts';
import { readAdvisory } from './advisory.ts';
import { fixesAfter } from './fixes.ts';
import { makeSchemes } from './scheme.ts';
import { compareSemVer, parseSemVer } from './semver.ts';

const schemes = makeSchemes();
const PYPI = { ecosystem: 'PyPI', name: 'demo' };

const read = (...parts: Parameters<typeof affected>) => {
  const scheme = schemes.ofEcosystem('PyPI');
  if (scheme === undefined) throw new Error('no scheme');
  return readAdvisory(advisory('PYSEC-1', [affected(...parts)]), PYPI, scheme, schemes);
};
const verdict = (events: readonly OsvEvent[], version: string) => read({ events }).judge(version).kind;

describe('a range', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['from the beginning', 'introduced=0', ['0.dev0', '1', '99!9'], []],
    [
      'to a fix',
      'introduced=0 fixed=2.0',
      ['1.9', '2.0rc1', '2.0.dev0'],
      ['2', '2.0.0', '2.0.post1', '2.0+local'],
    ],
    [
      'to the last that is affected',
      'introduced=1 last_affected=2',
      ['1.0', '2.0.0'],
      ['0.9', '2.0.1', '2.post1', '2+1'],
    ],
    ['up to a limit', 'introduced=1 limit=3', ['1', '2.9'], ['0', '3', '4']],
    ['with limits, the widest of which counts', 'introduced=1 limit=2 limit=3', ['2.5'], ['3']],
    ['with an infinite limit', 'introduced=1 limit=*', ['1', '99'], ['0']],
    [
      'in two stretches',
      'introduced=1 fixed=1.2 introduced=3 fixed=3.2',
      ['1.1', '3.1'],
      ['0', '1.2', '2', '3.2'],
    ],
    [
      'whose events are not sorted',
      'fixed=3.2 introduced=3 fixed=1.2 introduced=1',
      ['1.1', '3.1'],
      ['2', '3.2'],
    ],
    [
      'whose stretches touch, written the wrong way round',
      'introduced=2 fixed=3 introduced=1 fixed=2',
      ['1', '2', '2.5'],
      ['3'],
    ],
    ['of one version', 'introduced=1.5 last_affected=1.5', ['1.5.0'], ['1.4', '1.5.1']],
    [
      'whose fix is padded with zeros',
      'introduced=0 fixed=2022.12.07',
      ['2022.12.6'],
      ['2022.12.7', '2022.12.07'],
    ],
  ])('%s: %s', (_name, text, inside, outside) => {
    const events = text.split(' ').map((part) => {
      const [kind = '', value = ''] = part.split('=');
      return { kind: kind as OsvEvent['kind'], value };
    });
    for (const version of inside) expect(verdict(events, version), version).toBe('affected');
    for (const version of outside) expect(verdict(events, version), version).toBe('unaffected');
  });

  test('that has an event of no version is unknown, not unaffected', () => {
    const answer = read({
      events: [
        { kind: 'introduced', value: '0' },
        { kind: 'fixed', value: '2019-09-12' },
      ],
    }).judge('1');
    expect(answer).toEqual({
      kind: 'unknown',
      reasons: ['its event fixed "2019-09-12" is not a version by PEP 440'],
    });
  });

  test('without a beginning is unknown', () => {
    expect(verdict([{ kind: 'fixed', value: '1' }], '2')).toBe('unknown');
  });

  test('says the same in whatever order its events are', () => {
    const version = fc.integer({ min: 0, max: 6 }).map(String);
    const event = fc.record({
      kind: fc.constantFrom('introduced', 'fixed', 'last_affected', 'limit'),
      value: version,
    });
    fc.assert(
      fc.property(
        fc.array(event as fc.Arbitrary<OsvEvent>, { maxLength: 8 }),
        version,
        fc.infiniteStream(fc.nat()),
        (events, at, random) => {
          const shuffled = [...events]
            .map((item) => ({ item, by: random.next().value }))
            .sort((a, b) => a.by - b.by)
            .map(({ item }) => item);
          expect(verdict(shuffled, at)).toBe(verdict(events, at));
        },
      ),
    );
  });
});

describe('an entry', () => {
  test('is affected where a list or a range says so', () => {
    const entry = read({ events: [{ kind: 'introduced', value: '5' }], versions: ['1.0', '2004d', 'v3.0'] });
    for (const version of ['1', '1.0.0', 'v1.0', '2004d', '3', '5.1'])
      expect(entry.judge(version).kind, version).toBe('affected');
    for (const version of ['1.1', '1.0+local', '1.0.post1', '4'])
      expect(entry.judge(version).kind, version).toBe('unaffected');
  });

  test('that a list names is affected although its range cannot be read', () => {
    const entry = read({ events: [{ kind: 'introduced', value: 'x' }], versions: ['1.0'] });
    expect(entry.judge('1.0').kind).toBe('affected');
    expect(entry.judge('2.0').kind).toBe('unknown');
  });

  test('of commits alone is unknown; beside a list the list speaks', () => {
    const git = { type: 'GIT' as const, events: [{ kind: 'introduced' as const, value: '0' }] };
    expect(read({ ranges: [git] }).judge('1').kind).toBe('unknown');
    expect(read({ ranges: [git], versions: ['2'] }).judge('1').kind).toBe('unaffected');
    expect(read({ ranges: [git], versions: ['1'] }).judge('1').kind).toBe('affected');
  });

  test('that names no version at all is unknown', () => {
    expect(read({}).judge('1').kind).toBe('unknown');
  });

  test('is unknown for a version that cannot be ordered', () => {
    expect(verdict([{ kind: 'introduced', value: '0' }], '2004d')).toBe('unknown');
  });

  test('that could not be read in full is unknown where it would be unaffected', () => {
    const scheme = schemes.ofEcosystem('PyPI');
    if (scheme === undefined) throw new Error('no scheme');
    const torn = { ...affected({ versions: ['1'] }), unreadable: ['/affected/0/ranges/1'] };
    const entry = readAdvisory(advisory('A', [torn]), PYPI, scheme, schemes);
    expect(entry.judge('1').kind).toBe('affected');
    expect(entry.judge('2').kind).toBe('unknown');
  });

  test('takes part only for its own package', () => {
    const scheme = schemes.ofEcosystem('PyPI');
    if (scheme === undefined) throw new Error('no scheme');
    const other = advisory('A', [affected({ name: 'other', versions: ['1'] })]);
    expect(readAdvisory(other, PYPI, scheme, schemes).judge('1').kind).toBe('unaffected');
  });

  test('in SemVer terms orders by SemVer, and says so where the version has none', () => {
    const range = {
      type: 'SEMVER' as const,
      events: [{ kind: 'introduced' as const, value: '1.0.0-alpha.2' }],
    };
    const entry = read({ ranges: [range] });
    expect(entry.judge('1.0.0-alpha.10').kind).toBe('affected');
    expect(entry.judge('1.0.0-alpha.1').kind).toBe('unaffected');
    expect(entry.judge('1.0').kind).toBe('unknown');
  });
});

describe('fixed versions', () => {
  test('are those after the version that nothing lists as affected, smallest first', () => {
    const scheme = schemes.ofEcosystem('PyPI');
    if (scheme === undefined) throw new Error('no scheme');
    const events = (text: string): readonly OsvEvent[] =>
      text.split(' ').map((value, index) => ({ kind: index % 2 === 0 ? 'introduced' : 'fixed', value }));
    const entry = read({ events: events('0 1.5 2.0 2.0.10 3 3.1') });
    expect(fixesAfter([entry], '2.0.1', scheme)).toEqual(['2.0.10', '3.1']);
    const again = read({ events: events('2.0.10 2.0.11') });
    expect(fixesAfter([entry, again], '2.0.1', scheme)).toEqual(['2.0.11', '3.1']);
    expect(fixesAfter([read({ events: events('0') })], '1', scheme)).toEqual([]);
  });

  test('of a hostile record cost no more than a glance', () => {
    const scheme = schemes.ofEcosystem('PyPI');
    if (scheme === undefined) throw new Error('no scheme');
    const events = Array.from(
      { length: 20_000 },
      (_, at): OsvEvent => ({ kind: at % 2 === 0 ? 'introduced' : 'fixed', value: `${at}` }),
    );
    expect(fixesAfter([read({ events })], '0.5', scheme).length).toBeLessThanOrEqual(256);
  });
});

describe('SemVer 2.0', () => {
  // The chain of clause 11.4, with build metadata and numbers too long for any type.
  const CHAIN = [
    '1.0.0-0',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0--',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
    '9007199254740992.0.0',
    '9007199254740993.0.0',
  ];
  test('orders the chain', () => {
    for (const [low, a] of CHAIN.entries()) {
      for (const [high, b] of CHAIN.entries()) {
        const [x, y] = [parseSemVer(a), parseSemVer(`${b}+build.7`)];
        if (x === undefined || y === undefined) throw new Error(`${a} ${b}`);
        expect(Math.sign(compareSemVer(x, y)), `${a} ? ${b}`).toBe(Math.sign(low - high));
      }
    }
  });

  test.each([
    '1',
    '1.0',
    'v1.0.0',
    '01.0.0',
    '1.0.0-01',
    '1.0.0-',
    '1.0.0+',
    '1.0.0-a..b',
    '1.0.0 ',
    '1.0.0-ä',
    `1.0.${'9'.repeat(300)}`,
  ])('refuses %s', (text) => expect(parseSemVer(text)).toBeUndefined());
});
