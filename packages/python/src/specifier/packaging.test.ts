import { describe, expect, test } from 'vitest';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded } from '../testing/random.ts';
import { anyClause } from '../testing/specifiers.ts';
import { anyVersion, damage } from '../testing/versions.ts';
import { contains } from './contains.ts';
import { filterVersions } from './filter.ts';
import { parseSpecifierSet } from './parse.ts';
import { specifierSetText } from './text.ts';

const PRERELEASES = [undefined, true, false] as const;

describe.skipIf(packagingMissing)('against packaging', () => {
  test('24,000 checks of a version against a set agree', () => {
    const random = seeded(4401);
    const cases = random.list(24_000, () => {
      const version = random.chance(0.02) ? 'not-a-version' : anyVersion(random);
      // Clauses near the version, or nothing ever stands on the edge.
      const near = [
        version,
        version.replace(/\+.*$/, ''),
        version.replace(/[._-]?(dev|post|rev|r)[._-]?[0-9]*$/i, ''),
      ];
      const clauses = random.list(random.below(3) + (random.chance(0.95) ? 1 : 0), () =>
        anyClause(random, near),
      );
      return {
        version,
        ours: clauses.map((clause) => clause.ours).join(','),
        reference: clauses.map((clause) => clause.reference).join(','),
        prereleases: random.pick(PRERELEASES),
      };
    });
    const answers = askPackaging(
      cases.map((one) => ['contains', one.reference, one.version, one.prereleases ?? null]),
    );
    const differing = cases
      .map((one, index) => {
        const set = parseSpecifierSet(one.ours);
        const ours = set.kind === 'ok' ? contains(set, one.version, one) : null;
        return { ...one, answer: ours, theirs: answers[index] };
      })
      .filter((row) => row.answer !== row.theirs);
    expect(differing).toEqual([]);
    for (const answer of [true, false])
      expect(answers.filter((one) => one === answer).length).toBeGreaterThan(5000);
  });

  test('4,000 choices among several versions agree', () => {
    const random = seeded(4402);
    const cases = random.list(4000, () => {
      const versions = random.list(1 + random.below(5), () => anyVersion(random));
      const clauses = random.list(random.below(3), () => anyClause(random, versions));
      return {
        versions: random.chance(0.05) ? [...versions, 'odd'] : versions,
        ours: clauses.map((clause) => clause.ours).join(','),
        reference: clauses.map((clause) => clause.reference).join(','),
        prereleases: random.pick(PRERELEASES),
      };
    });
    const answers = askPackaging(
      cases.map((one) => ['select', one.reference, one.versions, one.prereleases ?? null]),
    );
    for (const [index, one] of cases.entries()) {
      const set = parseSpecifierSet(one.ours);
      const ours = set.kind === 'ok' ? filterVersions(set, one.versions, one) : null;
      expect(ours, JSON.stringify(one)).toEqual(answers[index]);
    }
  });

  test('12,000 clean and damaged sets are read, sorted and written alike', () => {
    const random = seeded(4403);
    const texts = random.list(12_000, () =>
      damage(
        random,
        random.list(1 + random.below(2), () => anyClause(random).ours).join(random.pick([',', ' , ', ',,'])),
      ),
    );
    const answers = askPackaging(texts.map((text) => ['spec_text', text]));
    const differing = texts
      .map((text, index) => {
        const set = parseSpecifierSet(text);
        return { text, ours: set.kind === 'ok' ? specifierSetText(set) : null, theirs: answers[index] };
      })
      .filter((row) => row.ours !== row.theirs);
    expect(differing).toEqual([]);
    const invalid = answers.filter((answer) => answer === null).length;
    expect(invalid).toBeGreaterThan(2000);
    expect(invalid).toBeLessThan(10_000);
  });
});
