import type { Finding, RuleId } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import type { JudgedRule } from '../rule.ts';
import { FILE } from './views.ts';

/** A fixture that breaks rules: what is wrong with it, and where each broken rule must say so. */
export type Broken<View> = {
  readonly what: string;
  readonly view: () => Promise<View>;
  /** Every rule of the family that does not hold, and where each of its findings is, as `placeOf` of the family tells it. */
  readonly places: Readonly<Record<RuleId, readonly unknown[]>>;
  /** Rules of the family that cannot be judged; those that are not named are known. */
  readonly unknown?: readonly RuleId[];
};

/** Tells where a finding is. */
export type PlaceOf = (locations: Finding['locations']) => unknown;

/** The primary place, the file understood. */
const primary: PlaceOf = ([{ file, ...place }]) => {
  expect(file).toBe(FILE);
  return place;
};

/** Entry and byte offset in the archive, as the rules of framing tell them: `a.py@39`, or `@39` without an entry. */
export const inArchive: PlaceOf = (locations) => {
  const offset = locations.map(({ position }) => (position?.kind === 'byte' ? position.offset : undefined));
  return `${locations[0].entry ?? ''}@${offset.find((at) => at !== undefined) ?? ''}`;
};

const placesOf = <View>(family: readonly JudgedRule<View>[], view: View, placeOf: PlaceOf) => {
  const places: Record<string, readonly unknown[]> = {};
  const unknown: RuleId[] = [];
  for (const { rule, judge } of family) {
    const { findings, unknowns } = judge(view);
    for (const finding of findings) {
      expect(finding.rule).toBe(rule);
      expect(finding.message).toMatch(/^[\s\S]*\.$/);
    }
    if (findings.length > 0) places[rule.id] = findings.map(({ locations }) => placeOf(locations));
    if (unknowns.length > 0) unknown.push(rule.id);
  }
  return { places, unknown };
};

/**
 * The tests of one family of rules: all of them hold on each sound artifact; each broken one breaks the named rules, in the
 * named places, and no others; and no rule of the family is without a fixture that breaks it.
 */
export const testFamily = <View>(
  family: readonly JudgedRule<View>[],
  sound: readonly { readonly what: string; readonly view: () => Promise<View> }[],
  broken: readonly Broken<View>[],
  placeOf: PlaceOf = primary,
): void => {
  describe('a sound artifact', () => {
    test.each(sound)('$what breaks no rule and leaves none unknown', async ({ view }) => {
      expect(placesOf(family, await view(), placeOf)).toEqual({ places: {}, unknown: [] });
    });
  });

  describe('a damaged artifact', () => {
    test.each(broken)('$what', async ({ view, places, unknown = [] }) => {
      const seen = placesOf(family, await view(), placeOf);
      expect(seen.places).toEqual(places);
      expect(seen.unknown).toEqual(unknown);
    });
  });

  test('every rule has a fixture that breaks it, under an id of its own', () => {
    const shown = new Set(broken.flatMap(({ places }) => Object.keys(places)));
    expect(family.map(({ rule }) => rule.id).filter((id) => !shown.has(id))).toEqual([]);
    expect(new Set(family.map(({ rule }) => rule.id)).size).toBe(family.length);
  });
};

/** Asserts that exactly one rule of the family stands on each code, by showing the family a view with that problem alone. */
export const expectClaimedOnce = <View>(
  family: readonly JudgedRule<View>[],
  codes: readonly string[],
  viewWith: (code: string) => View,
): void => {
  const claims = codes.map((code) => {
    const view = viewWith(code);
    return [code, family.filter(({ judge }) => judge(view).findings.length > 0).map(({ rule }) => rule.id)];
  });
  expect(claims.filter(([, ids]) => ids?.length !== 1)).toEqual([]);
};
