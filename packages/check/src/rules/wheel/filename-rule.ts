import type { Rule, Severity } from '@custody/findings';
import type { FilenameProblemCode, IrregularFilenameCode } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

type Code = FilenameProblemCode | IrregularFilenameCode;

/** Why a rule that needs the file name is unknown. */
export const NO_FILENAME = 'the file name could not be read';

/**
 * A rule over the file name. What keeps the name from being read is told by two rules; while it cannot be read, the rules
 * over how it is written are unknown.
 */
export const filenameRule = (
  rule: Rule,
  codes: readonly Code[],
  { irregular = true, severity }: { readonly irregular?: boolean; readonly severity?: Severity } = {},
): JudgedRule<WheelView> => ({
  rule,
  judge: ({ file, inspection: { filename } }) => {
    if (irregular && filename.kind !== 'ok')
      return undecided({ rule, reason: NO_FILENAME, location: { file } });
    const problems = filename.kind === 'ok' ? filename.irregular : filename.problems;
    return found(
      boundedFindings(
        rule,
        problems.filter(({ code }) => codes.includes(code)),
        ({ code, message, column }) => ({
          message,
          locations: [{ file, note: `character ${column} of its name` }],
          key: code,
          ...(severity === undefined ? {} : { severity }),
        }),
      ),
    );
  },
});
