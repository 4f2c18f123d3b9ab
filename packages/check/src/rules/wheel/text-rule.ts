import type { Location, Rule, Severity } from '@custody/findings';
import type { Parsed } from '@custody/python';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from './bounded.ts';

/** A problem of a text file, as the readers of @custody/python report them. */
type Problem<Code> = {
  readonly code: Code;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
};

/** A text file of the wheel, parsed. */
export type TextPart<Code> = Parsed<{ readonly problems: readonly Problem<Code>[] }>;

/** Behind these there may be problems that no list holds: a rule that saw none of its own is then unknown, not ok. */
const CUT: ReadonlySet<string> = new Set(['too-large', 'more-problems']);

/** Where a problem stands: line and column of the file, or the file as a whole. */
const placeOf = (file: string, entry: string, { line, column }: Problem<unknown>): Location => ({
  file,
  entry,
  ...(line === undefined
    ? {}
    : { position: { kind: 'text', line, ...(column === undefined ? {} : { column }) } }),
});

export type TextRuleOptions<Code extends string> = {
  readonly codes: readonly Code[];
  /** The file that is judged; undefined where the wheel has none that could be read. */
  readonly part: (view: WheelView) => TextPart<Code> | undefined;
  /** Why the rule stays unknown where there is none. Left out: then there is nothing to judge, and the rule holds. */
  readonly absent?: string;
  /** What tells this problem from others of its code, such as the name in its row; the field by default. */
  readonly keyOf?: (problem: Problem<Code>, part: TextPart<Code>) => string | undefined;
  /** Where one code is better or worse than the rule. */
  readonly severities?: Partial<Record<Code, Severity>>;
};

/** A rule that stands on problem codes of a reader in @custody/python: it holds where the reader saw none of them. */
export const textRule = <Code extends string>(
  rule: Rule,
  { codes, part, absent, keyOf, severities = {} }: TextRuleOptions<Code>,
): JudgedRule<WheelView> => {
  const wanted = new Set<string>(codes);
  return {
    rule,
    judge: (view) => {
      const read = part(view);
      if (read === undefined)
        return absent === undefined
          ? found([])
          : undecided({ rule, reason: absent, location: { file: view.file } });
      const problems = read.parsed.problems.filter(({ code }) => wanted.has(code));
      const findings = boundedFindings(rule, problems, (problem) => {
        const severity = severities[problem.code];
        const about = keyOf?.(problem, read) ?? problem.field;
        return {
          message: problem.message,
          locations: [placeOf(view.file, read.path, problem)],
          key: about === undefined ? problem.code : `${problem.code} ${about}`,
          ...(severity === undefined ? {} : { severity }),
        };
      });
      const cut = read.parsed.problems.find(({ code }) => CUT.has(code) && !wanted.has(code));
      if (findings.length > 0 || cut === undefined) return found(findings);
      const reason = `not all of the file is known: ${cut.message}`;
      return undecided({ rule, reason, location: { file: view.file, entry: read.path } });
    },
  };
};
