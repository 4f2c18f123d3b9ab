import type { Location, Rule } from '@custody/findings';
import type { FileProblem } from '@custody/python';
import { found, type JudgedRule, undecided } from '../rule.ts';
import { boundedFindings } from '../wheel/bounded.ts';

/** A text file as one of the readers of @custody/python saw it. */
export type ReadFile<Code extends string> = {
  readonly file: string;
  /** Its name in the archive; absent where it is a file of its own. */
  readonly entry?: string;
  readonly problems: readonly FileProblem<Code>[];
  /** What tells a problem from others of its code: the value of its field; the field alone by default. */
  readonly keyOf?: (problem: FileProblem<Code>) => string | undefined;
};

/** Behind these there may be problems that no list holds: a rule that saw none of its own is then unknown, not ok. */
const CUT: ReadonlySet<string> = new Set(['too-large', 'more-problems']);
const LONGEST_KEY = 200;

/** Where a problem stands: line and column where its reader knows them, else the file, with the key that is meant. */
const placeOf = (
  { file, entry }: Pick<ReadFile<string>, 'file' | 'entry'>,
  { line, column, field }: FileProblem,
): Location => ({
  file,
  ...(entry === undefined ? {} : { entry }),
  ...(line === undefined
    ? field === undefined
      ? {}
      : { note: field.slice(0, LONGEST_KEY) }
    : { position: { kind: 'text', line, ...(column === undefined ? {} : { column }) } }),
});

/** A rule that stands on problem codes of a reader in @custody/python: it holds where the reader saw none of them. */
export const problemRule = <Code extends string, View>(
  rule: Rule,
  codes: readonly Code[],
  readOf: (view: View) => ReadFile<Code>,
): JudgedRule<View> => {
  const wanted = new Set<string>(codes);
  return {
    rule,
    judge: (view) => {
      const read = readOf(view);
      const { file, entry, keyOf } = read;
      const problems = read.problems.filter(({ code }) => wanted.has(code));
      const findings = boundedFindings(rule, problems, (problem) => {
        const about = keyOf?.(problem) ?? problem.field;
        return {
          message: problem.message,
          locations: [placeOf(read, problem)],
          key: about === undefined ? problem.code : `${problem.code} ${about.slice(0, LONGEST_KEY)}`,
        };
      });
      const cut = read.problems.find(({ code }) => CUT.has(code) && !wanted.has(code));
      if (findings.length > 0 || cut === undefined) return found(findings);
      const reason = `not all of the file is known: ${cut.message}`;
      return undecided({ rule, reason, location: { file, ...(entry === undefined ? {} : { entry }) } });
    },
  };
};
