import type { Rule } from '@custody/findings';
import type { EntryPointCode } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { type JudgedRule, undecided } from '../rule.ts';
import { textRule, type TextRuleOptions } from './text-rule.ts';

/** A rule over what the reader of entry_points.txt saw. A wheel need not have that file; one that was not read is unknown. */
export const entryPointsRule = (
  rule: Rule,
  codes: readonly EntryPointCode[],
  severities: TextRuleOptions<EntryPointCode>['severities'] = {},
): JudgedRule<WheelView> => {
  const { judge } = textRule<EntryPointCode>(rule, {
    codes,
    part: ({ inspection }) => inspection.entryPoints,
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
