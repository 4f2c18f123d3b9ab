import { describe, expect, test } from 'vitest';
import { advisory, affected, between } from '../testing/advisories.ts';
import type { StoredAdvisory } from '../types.ts';
import { assessor } from './assess.ts';
import { orderIds } from './ids.ts';

const assess = (advisories: readonly StoredAdvisory[], version: string, ecosystem = 'PyPI') =>
  assessor({ find: (of, name) => (of === ecosystem && name === 'demo' ? advisories : []) })({
    ecosystem,
    name: 'demo',
    version,
  });

const old = affected(between('0', '2.0'));

describe('a flaw', () => {
  test('is one, however many databases describe it, and shows every name in one order', () => {
    const all = [
      advisory('PYSEC-1', [old], { aliases: ['CVE-1'] }),
      advisory('GHSA-1', [old], { aliases: ['CVE-1'] }),
      advisory('OTHER-1', [old], { aliases: ['PYSEC-1'] }),
    ];
    for (const records of [all, all.toReversed()]) {
      const { flaws } = assess(records, '1.0');
      expect(flaws).toHaveLength(1);
      expect(flaws[0]?.ids).toEqual(['CVE-1', 'GHSA-1', 'PYSEC-1', 'OTHER-1']);
      expect(flaws[0]?.advisories.map(({ record }) => record.id)).toEqual(['GHSA-1', 'OTHER-1', 'PYSEC-1']);
    }
  });

  test('joins A ~ D, B ~ C and C ~ D, as aliases are transitive', () => {
    const all = [
      advisory('A', [old], { aliases: ['D'] }),
      advisory('B', [old], { aliases: ['C'] }),
      advisory('C', [old], { aliases: ['D'] }),
    ];
    expect(assess(all, '1').flaws.map(({ ids }) => ids)).toEqual([['A', 'B', 'C', 'D']]);
  });

  test('is not joined by upstream or related', () => {
    const all = [advisory('A', [old], { related: ['B'], upstream: ['CVE-9'] }), advisory('B', [old])];
    const { flaws } = assess(all, '1');
    expect(flaws.map(({ ids }) => ids)).toEqual([['A'], ['B']]);
    expect(flaws[0]).toMatchObject({ related: ['B'], upstream: ['CVE-9'] });
  });

  test('applies where any record of it applies, and is fixed where none does', () => {
    const all = [
      advisory('PYSEC-1', [affected(between('0', '1.5'))], { aliases: ['GHSA-1'] }),
      advisory('GHSA-1', [affected(between('0', '1.6'))], { aliases: ['PYSEC-1'] }),
    ];
    expect(assess(all, '1.0').flaws[0]?.fixed).toEqual(['1.6']);
    expect(assess(all, '1.5').flaws[0]?.advisories.map(({ record }) => record.id)).toEqual(['GHSA-1']);
    expect(assess(all, '1.6').flaws).toEqual([]);
  });

  test('that was withdrawn does not apply, and is told', () => {
    const gone = advisory('A', [old], { withdrawn: '2025-01-01T00:00:00Z' });
    expect(assess([gone], '1')).toEqual({ flaws: [], unjudged: [], withdrawn: ['A'] });
    expect(assess([gone], '2').withdrawn).toEqual([]);
  });

  test('is malicious by its MAL id, and then comes first', () => {
    const all = [
      advisory('CVE-1', [old], {}, { cvss: { score: 10, vector: 'CVSS:3.1/', version: '3.1' } }),
      advisory('MAL-1', [affected({ versions: ['1.0'] })], { aliases: ['GHSA-9'] }),
    ];
    expect(assess(all, '1').flaws.map(({ ids, malicious }) => [ids[0], malicious])).toEqual([
      ['MAL-1', true],
      ['CVE-1', false],
    ]);
  });

  test('of which a record cannot be read is unjudged, even where another says "unaffected"', () => {
    const all = [
      advisory('A', [affected(between('0', '1'))], { aliases: ['B'] }),
      advisory('B', [affected(between('0', '2019-09-12'))], { aliases: ['A'] }),
    ];
    expect(assess(all, '1.1')).toMatchObject({ flaws: [], unjudged: [{ ids: ['A', 'B'] }] });
    expect(assess(all, '0.9')).toMatchObject({ flaws: [{ ids: ['A', 'B'] }], unjudged: [] });
  });

  test('of an ecosystem whose versions nobody here can order is unjudged', () => {
    const all = [advisory('DSA-1', [affected({ ecosystem: 'Debian:12', ...between('0') })])];
    expect(assess(all, '1-1', 'Debian:12')).toMatchObject({ flaws: [], unjudged: [{ ids: ['DSA-1'] }] });
  });

  test('of a crate is ordered by SemVer', () => {
    const range = { type: 'SEMVER' as const, events: between('0.0.0-0', '1.2.3').events };
    const all = [advisory('RUSTSEC-1', [affected({ ecosystem: 'crates.io', ranges: [range] })])];
    expect(assess(all, '1.2.3-rc.1', 'crates.io').flaws).toHaveLength(1);
    expect(assess(all, '1.2.3+build', 'crates.io').flaws).toEqual([]);
  });
});

describe('the suggested upgrade', () => {
  const flaw = (id: string, introduced: string, fixed?: string) =>
    advisory(id, [affected(between(introduced, fixed))]);

  test('is the smallest step that ends all', () => {
    const all = [flaw('A', '0', '1.26.5'), flaw('B', '0', '1.26.19'), flaw('C', '0', '1.26.17')];
    expect(assess(all, '1.26.4').upgrade).toEqual({ to: '1.26.19', ends: 3, leaves: 0 });
  });

  test('counts what it would bring in, and what has no fix', () => {
    const all = [flaw('A', '0', '1.5'), flaw('B', '0'), flaw('NEW', '1.5', '1.6'), flaw('A2', '0', '1.6')];
    expect(assess(all, '1.0').upgrade).toEqual({ to: '1.6', ends: 2, leaves: 1 });
  });

  test('goes on to the fix of what the first step would bring in', () => {
    // As PyJWT 1.4.2 is: 1.5.1 ends its flaw, and 1.5.0 to 2.4.0 have another.
    const all = [flaw('A', '0', '1.5.1'), flaw('NEW', '1.5.0', '2.4.0')];
    expect(assess(all, '1.4.2').upgrade).toEqual({ to: '2.4.0', ends: 1, leaves: 0 });
    expect(assess([...all, flaw('LAST', '2.0')], '1.4.2').upgrade).toBeUndefined();
  });

  test('is no pre-release for those who run releases', () => {
    const all = [flaw('A', '0', '2.0rc1')];
    expect(assess(all, '1.0').upgrade).toBeUndefined();
    expect(assess(all, '2.0b1').upgrade).toEqual({ to: '2.0rc1', ends: 1, leaves: 0 });
  });

  test('is none where nothing is fixed', () => expect(assess([flaw('A', '0')], '1').upgrade).toBeUndefined());
});

test('ids stand in one order', () => {
  expect(orderIds(['X-1', 'PYSEC-1', 'GHSA-1', 'CVE-2', 'CVE-1', 'MAL-1', 'CVE-1'])).toEqual([
    'MAL-1',
    'CVE-1',
    'CVE-2',
    'GHSA-1',
    'PYSEC-1',
    'X-1',
  ]);
});
