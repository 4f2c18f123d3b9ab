import { describe, expect, test } from 'vitest';
import { askPackaging, packagingMissing } from '../testing/packaging.ts';
import { seeded } from '../testing/random.ts';
import { anyVersion, damage } from '../testing/versions.ts';
import { compareVersions } from './compare.ts';
import { parseVersion } from './parse.ts';
import { baseVersion, isDevrelease, isPostrelease, isPrerelease, publicVersion } from './parts.ts';
import { versionKey, versionText } from './text.ts';

const parse = (text: string) => {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`not a version: ${JSON.stringify(text)}`);
  return version;
};

const ours = (text: string): readonly unknown[] | null => {
  const version = parseVersion(text);
  if (version === undefined) return null;
  return [
    versionText(version),
    versionText(publicVersion(version)),
    versionText(baseVersion(version)),
    isPrerelease(version),
    isPostrelease(version),
    isDevrelease(version),
    versionKey(version),
  ];
};

describe.skipIf(packagingMissing)('against packaging', () => {
  test('30,000 comparisons agree', () => {
    const random = seeded(440);
    const texts = random.list(3000, () => anyVersion(random));
    const pick = () => texts[random.below(texts.length)] ?? '0';
    const near = (text: string) => {
      const other = damage(random, text);
      return parseVersion(other) === undefined ? text.toUpperCase() : other;
    };
    const pairs = random.list(30_000, () => {
      const text = pick();
      return [text, random.chance(0.5) ? near(text) : pick()] as const;
    });
    const answers = askPackaging(pairs.map(([a, b]) => ['compare', a, b]));
    const differing = pairs.filter(([a, b], index) => compareVersions(parse(a), parse(b)) !== answers[index]);
    expect(differing).toEqual([]);
    // The cases are worth something only if all three answers are common.
    for (const order of [-1, 0, 1])
      expect(answers.filter((answer) => answer === order).length).toBeGreaterThan(3000);
  });

  test('20,000 clean and damaged texts are read alike', () => {
    const random = seeded(441);
    const texts = random.list(20_000, () => damage(random, anyVersion(random)));
    const answers = askPackaging(texts.map((text) => ['version_parts', text]));
    const differing = texts
      .map((text, index) => ({ text, ours: ours(text), theirs: answers[index] }))
      .filter((row) => JSON.stringify(row.ours) !== JSON.stringify(row.theirs));
    expect(differing).toEqual([]);
    const invalid = answers.filter((answer) => answer === null).length;
    expect(invalid).toBeGreaterThan(3000);
    expect(invalid).toBeLessThan(17_000);
  });
});
