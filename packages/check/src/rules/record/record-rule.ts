import type { Rule } from '@custody/findings';
import type { ParsedRecord, RecordCode } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { problemRule, type ProblemRuleOptions } from '../problem-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** Why no rule about RECORD can be judged where the wheel has none. */
export const NO_RECORD = 'the wheel has no RECORD that could be read';

/** The path in the row on each line. One file is looked at by many rules: its lines are gathered once. */
const pathsByLine = new WeakMap<ParsedRecord, ReadonlyMap<number, string>>();

const pathOn = (record: ParsedRecord, line: number): string | undefined => {
  const paths =
    pathsByLine.get(record) ?? new Map(record.rows.map((row): [number, string] => [row.line, row.path]));
  pathsByLine.set(record, paths);
  return paths.get(line);
};

/** A rule over what the reader of RECORD saw; findings of one row are known again by its path. */
export const recordRule = (
  rule: Rule,
  codes: readonly RecordCode[],
  severities: ProblemRuleOptions<RecordCode, WheelView>['severities'] = {},
): JudgedRule<WheelView> =>
  problemRule<RecordCode, WheelView>(rule, {
    codes,
    read: ({ inspection: { record } }) =>
      record && {
        entry: record.path,
        problems: record.parsed.problems,
        keyOf: ({ line }) => (line === undefined ? undefined : pathOn(record.parsed, line)),
      },
    absent: NO_RECORD,
    severities,
  });
