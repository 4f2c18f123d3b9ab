import type { Rule } from '@custody/findings';
import type { WheelFileCode } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { problemRule, type ProblemRuleOptions } from '../problem-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** Why no rule about the WHEEL file can be judged where there is none. */
export const NO_WHEEL_FILE = 'the wheel has no WHEEL file that could be read';

/** A rule over what the reader of the WHEEL file saw. */
export const wheelFileRule = (
  rule: Rule,
  codes: readonly WheelFileCode[],
  severities: ProblemRuleOptions<WheelFileCode, WheelView>['severities'] = {},
): JudgedRule<WheelView> =>
  problemRule<WheelFileCode, WheelView>(rule, {
    codes,
    read: ({ inspection: { wheelFile } }) =>
      wheelFile && { entry: wheelFile.path, problems: wheelFile.parsed.problems },
    absent: NO_WHEEL_FILE,
    severities,
  });
