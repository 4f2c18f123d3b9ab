import { areaOf } from '../rule/id.ts';
import { compareText } from '../order/compare.ts';
import type { Location, RuleId, Subject } from '../types.ts';
import { type About, aboutMatcher, type VersionIn } from './component.ts';
import { coversRule, placeMatcher } from './match.ts';
import type { Ignore } from './types.ts';

/** What became of one ignore: how many findings and unknowns it fits. */
export type IgnoreUse = {
  readonly ignore: Ignore;
  readonly expired: boolean;
  readonly matches: number;
  /** Of an ignore until a fix is known: the fixes that ended it, `name version` each, in order. */
  readonly fixes: readonly string[];
};

/** Decides what is ignored and keeps the count of what each ignore was good for. */
export type Ignorer = {
  /** The first ignore in force that fits, in the order of the policy. */
  readonly ignoreOf: (rule: RuleId, subject: Subject, location: Location, about: About) => Ignore | undefined;
  readonly uses: () => readonly IgnoreUse[];
};

/**
 * Compiles ignores for one run. `today` (`YYYY-MM-DD`) decides which are still in force: an ignore holds through its last day.
 * Candidates are found by rule, so that a long policy costs only what it has to say of that rule.
 */
export const ignorer = (ignores: readonly Ignore[], today: string, versionIn?: VersionIn): Ignorer => {
  const all = ignores.map((ignore) => ({
    ignore,
    expired: ignore.expires !== undefined && ignore.expires < today,
    fits: placeMatcher(ignore),
    concerns: aboutMatcher(ignore, versionIn),
    matches: 0,
    fixes: new Set<string>(),
  }));
  const byArea = Map.groupBy(all, ({ ignore }) => areaOf(ignore.rule));
  return {
    ignoreOf: (rule, subject, location, about) => {
      let first: Ignore | undefined;
      for (const candidate of byArea.get(areaOf(rule)) ?? []) {
        if (!coversRule(candidate.ignore, rule) || !candidate.fits(subject, location)) continue;
        if (!candidate.concerns(about)) continue;
        // Counted even where another comes first: an ignore that fits is not stale.
        candidate.matches += 1;
        const fix = candidate.ignore.untilFixed === true ? about.advisory?.fixed[0] : undefined;
        if (fix !== undefined) {
          candidate.fixes.add(`${about.component?.name ?? ''} ${fix}`.trim());
          continue;
        }
        if (!candidate.expired) first ??= candidate.ignore;
      }
      return first;
    },
    uses: () =>
      all.map(({ ignore, expired, matches, fixes }) => ({
        ignore,
        expired,
        matches,
        fixes: [...fixes].sort(compareText),
      })),
  };
};
