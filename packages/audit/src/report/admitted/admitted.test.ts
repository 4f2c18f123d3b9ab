import { contains, parseSpecifierSet, parseVersion } from '@custody/python';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessor } from '../../flaw/index.ts';
import { makeSchemes } from '../../match/index.ts';
import { unaudited } from '../../subject/index.ts';
import { advisory, affected, between } from '../../testing/advisories.ts';
import { STATUS, storeOf } from '../../testing/store.ts';
import { pypi } from '../../testing/subjects.ts';
import type { StoredAdvisory } from '../../types.ts';
import { examineInput } from '../examine.ts';
import { admitter } from './admitted.ts';
import { holds, hullOf } from './hull.ts';

const entryOf = (text: string) => ({ text, name: 'demo', location: { file: 'requirements.txt' } });
const admit = (text: string, advisories: readonly StoredAdvisory[]) =>
  admitter(storeOf(advisories).find)(entryOf(text), pypi('demo'));
const examine = (text: string, advisories: readonly StoredAdvisory[]) => {
  const store = storeOf(advisories);
  const accounted = [unaudited(entryOf(text), 'not-pinned', 's', pypi('demo'))];
  const bench = { assess: assessor(store), admit: admitter(store.find), status: STATUS, strict: false };
  return examineInput({ path: 'requirements.txt', format: 'requirements', accounted }, bench);
};

const FLAW = advisory('CVE-1', [affected(between('0', '2.20'))]);

describe('a requirement that fixes no version', () => {
  test('but admits only affected ones is a finding for each flaw, and stays unaudited', () => {
    const { findings, unknowns, subject } = examine('demo<2.20', [FLAW]);
    expect(findings).toMatchObject([
      {
        rule: { id: 'audit/unrated' },
        message: 'Every version that demo<2.20 admits is affected by CVE-1',
        todo: expect.stringContaining('Allow demo 2.20 or later') as string,
        advisory: { fixed: ['2.20'] },
      },
    ]);
    expect(findings[0]?.component).not.toHaveProperty('version');
    expect(unknowns).toHaveLength(1);
    expect(subject.inventory).toMatchObject({ entries: 1, audited: 0, unaudited: 1 });
  });

  test('and admits some affected ones says which bound leaves them out, as something worth knowing', () => {
    const { findings } = examine('demo>=2', [FLAW]);
    expect(findings).toMatchObject([
      {
        rule: { id: 'audit/affected-admitted', severity: 'info' },
        message:
          'Some versions that demo>=2 admits are affected by 1 known flaw (CVE-1); none of them affects 2.20 or later',
        todo: 'Ask for demo>=2.20, or pin what is installed in a lock',
      },
    ]);
  });

  test('of which each admitted version has one flaw or another is told as bad', () => {
    const two = [
      advisory('CVE-1', [affected(between('0', '2'))]),
      advisory('CVE-2', [affected(between('2', '3'))]),
    ];
    expect(examine('demo>=1,<3', two).findings).toMatchObject([
      { rule: { id: 'audit/affected-admitted' }, severity: 'high' },
    ]);
    expect(examine('demo>=1,<=3', two).findings[0]).not.toHaveProperty('severity');
  });

  test('says nothing where no advisory touches what it admits, or none stands', () => {
    expect(admit('demo>=2.20', [FLAW])).toBeUndefined();
    expect(admit('demo>3,<2', [FLAW])).toBeUndefined();
    expect(
      admit('demo<1', [advisory('A', [affected(between('0'))], { withdrawn: '2026-01-01T00:00:00Z' })]),
    ).toBeUndefined();
    expect(admit('other<1', [FLAW])).toBeUndefined();
    expect(admit('demo @ https://files.example/demo.whl', [FLAW])).toBeUndefined();
  });

  test('promises no bound where a flaw never ends, or a list names a later version', () => {
    expect(admit('demo>=1', [FLAW, advisory('B', [affected(between('3'))])])?.free).toBeUndefined();
    expect(
      admit('demo>=1', [advisory('B', [affected({ ...between('0', '2'), versions: ['1.0', '2.5'] })])])?.free,
    ).toBeUndefined();
  });

  test('of a malicious package is critical, however it is asked for', () => {
    const [found] = examine('demo', [advisory('MAL-1', [affected(between('0'))])]).findings;
    expect(found).toMatchObject({
      rule: { id: 'audit/malicious-package' },
      todo: expect.stringMatching(/^Remove demo/) as string,
    });
  });
});

describe('whatever the bounds and the ranges', () => {
  const number = fc.integer({ min: 0, max: 1 });
  const release = fc.tuple(number, number).map((parts) => parts.join('.'));
  const version = fc
    .tuple(release, fc.constantFrom('', '', '', '.dev0', 'a1', 'rc1', '.post1'))
    .map(([base, suffix]) => base + suffix);
  const clause = fc.oneof(
    fc.tuple(fc.constantFrom('>=', '<=', '>', '<', '!='), version).map((parts) => parts.join('')),
    release.map((base) => `==${base}.*`),
    release.map((base) => `~=${base}`),
    version.map((text) => `==${text}`),
  );
  const set = fc.array(clause, { maxLength: 3 }).map((clauses) => clauses.join(','));
  const events = fc.uniqueArray(version, { maxLength: 4, minLength: 1 });
  // All there are, and what lies between them.
  const universe = [0, 1, 2].flatMap((a) =>
    [0, 1, 2].flatMap((b) =>
      ['', '.dev0', 'a1', 'rc1', '.post1', '.0.1', '.9'].map((suffix) => `${a}.${b}${suffix}`),
    ),
  );
  const scheme = makeSchemes().ofEcosystem('PyPI');
  if (scheme === undefined) throw new Error('no order of versions');
  const specifiersOf = (text: string) => {
    const read = parseSpecifierSet(text);
    if (read.kind !== 'ok') throw new Error(text);
    return read;
  };
  const admits = (text: string): readonly string[] => {
    const specifiers = specifiersOf(text);
    return universe.filter((one) => contains(specifiers, one, { prereleases: true }));
  };

  test('the hull holds every version that is admitted', () => {
    fc.assert(
      fc.property(set, (text) => {
        const hull = hullOf(specifiersOf(text), scheme);
        for (const one of admits(text)) {
          const at = scheme.read(one);
          expect(hull !== undefined && at !== undefined && holds(hull, at, scheme), `${one} in ${text}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('what is said of all admitted versions is true of each, and so is what is promised of a bound', () => {
    fc.assert(
      fc.property(set, fc.array(events, { minLength: 1, maxLength: 3 }), (text, ranges) => {
        const records = ranges.map((bounds, at) => {
          const sorted = bounds.toSorted((a, b) => {
            const [left, right] = [scheme.read(a), scheme.read(b)];
            return left === undefined || right === undefined ? 0 : scheme.compare(left, right);
          });
          const kinds = ['introduced', at % 2 === 0 ? 'fixed' : 'last_affected'] as const;
          const range = sorted.map((value, index) => ({ kind: kinds[index % 2] ?? 'fixed', value }));
          return advisory(`A-${at}`, [affected({ events: range })]);
        });
        const admitted = admit(text === '' ? 'demo' : `demo${text}`, records);
        const assess = assessor(storeOf(records));
        for (const one of admits(text)) {
          const names = assess({ ecosystem: 'PyPI', name: 'demo', version: one }).flaws.map(
            ({ ids }) => ids[0],
          );
          const told = (admitted?.all ?? []).map(({ ids }) => ids[0]);
          expect(names, `${one} in ${text}`).toEqual(expect.arrayContaining(told));
          const known = [...told, ...(admitted?.some ?? [])];
          expect(known, `${one} in ${text}`).toEqual(expect.arrayContaining(names));
          if (admitted?.none === true) expect(names, `${one} in ${text}`).not.toEqual([]);
          const [at, free] = [parseVersion(one), admitted?.free].map((value) =>
            typeof value === 'string'
              ? scheme.read(value)
              : value === undefined
                ? undefined
                : scheme.read(one),
          );
          if (at !== undefined && free !== undefined && scheme.compare(at, free) >= 0)
            expect(names, `${one} is free in ${text}`).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
