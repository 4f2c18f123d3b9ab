import type { Location, Rule, Severity } from '@custody/findings';
import type { FileProblem } from '@custody/python';
import { boundedFindings } from './bounded.ts';
import { found, type JudgedRule, undecided } from './rule.ts';

/** A text file as one of the readers of @custody/python saw it. */
export type ReadFile<Code extends string> = {
  /** Its name in the archive; absent where it is a file of its own. */
  readonly entry?: string;
  readonly problems: readonly FileProblem<Code>[];
  /** What tells a problem from others of its code, such as the name in its row; the field by default. */
  readonly keyOf?: (problem: FileProblem<Code>) => string | undefined;
};

export type ProblemRuleOptions<Code extends string, View> = {
  readonly codes: readonly Code[];
  /** The file that is judged; undefined where there is none that could be read. */
  readonly read: (view: View) => ReadFile<Code> | undefined;
  /** Why the rule stays unknown where there is none. Left out: then there is nothing to judge, and the rule holds. */
  readonly absent?: string;
  /** Where one code is better or worse than the rule. */
  readonly severities?: Partial<Record<Code, Severity>>;
};

/** Behind these there may be problems that no list holds: a rule that saw none of its own is then unknown, not ok. */
const CUT: ReadonlySet<string> = new Set(['too-large', 'more-problems']);
const LONGEST_KEY = 200;

/** Where a problem stands: line and column where its reader knows them, else the file, with the field that is meant. */
const placeOf = (whole: Location, { line, column, field }: FileProblem): Location => {
  if (line !== undefined)
    return { ...whole, position: { kind: 'text', line, ...(column === undefined ? {} : { column }) } };
  return field === undefined ? whole : { ...whole, note: field.slice(0, LONGEST_KEY) };
};

/** A rule that stands on problem codes of a reader in @custody/python: it holds where the reader saw none of them. */
export const problemRule = <Code extends string, View extends { readonly file: string }>(
  rule: Rule,
  { codes, read, absent, severities = {} }: ProblemRuleOptions<Code, View>,
): JudgedRule<View> => {
  const wanted = new Set<string>(codes);
  return {
    rule,
    judge: (view) => {
      const { file } = view;
      const seen = read(view);
      if (seen === undefined)
        return absent === undefined ? found([]) : undecided({ rule, reason: absent, location: { file } });
      const { entry, keyOf } = seen;
      const whole: Location = { file, ...(entry === undefined ? {} : { entry }) };
      const problems = seen.problems.filter(({ code }) => wanted.has(code));
      const findings = boundedFindings(rule, problems, (problem) => {
        const { code, message } = problem;
        const severity = severities[code];
        const about = keyOf?.(problem) ?? problem.field;
        return {
          message,
          locations: [placeOf(whole, problem)],
          key: about === undefined ? code : `${code} ${about.slice(0, LONGEST_KEY)}`,
          ...(severity === undefined ? {} : { severity }),
        };
      });
      const cut = seen.problems.find(({ code }) => CUT.has(code) && !wanted.has(code));
      if (findings.length > 0 || cut === undefined) return found(findings);
      const reason = `not all of the file is known: ${cut.message}`;
      return undecided({ rule, reason, location: whole });
    },
  };
};
