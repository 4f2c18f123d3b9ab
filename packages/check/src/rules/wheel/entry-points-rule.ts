import type { Rule } from '@custody/findings';
import type { EntryPointCode } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { problemRule, type ProblemRuleOptions } from '../problem-rule.ts';
import { type JudgedRule, undecided } from '../rule.ts';

/** A rule over what the reader of entry_points.txt saw. A wheel need not have that file; one that was not read is unknown. */
export const entryPointsRule = (
  rule: Rule,
  codes: readonly EntryPointCode[],
  severities: ProblemRuleOptions<EntryPointCode, WheelView>['severities'] = {},
): JudgedRule<WheelView> => {
  const { judge } = problemRule<EntryPointCode, WheelView>(rule, {
    codes,
    read: ({ inspection: { entryPoints } }) =>
      entryPoints && { entry: entryPoints.path, problems: entryPoints.parsed.problems },
    severities,
  });
  return {
    rule,
    judge: (view) => {
      const { distInfo, entries, entryPoints } = view.inspection;
      const path = `${distInfo ?? ''}/entry_points.txt`;
      const unread = entryPoints === undefined && entries.some(({ entry }) => entry.name === path);
      if (!unread) return judge(view);
      const reason = 'entry_points.txt could not be read';
      return undecided({ rule, reason, location: { file: view.file, entry: path } });
    },
  };
};
