import type { ArchiveProblem } from '@custody/archive';
import type { Finding, Rule } from '@custody/findings';
import { found, type JudgedRule } from './rule.ts';

/** Words that say which stream an offset counts in, where it is not the file itself. */
export type NoteOf<Problem> = (problem: Problem) => string | undefined;

/**
 * A framing rule stands on problem codes of a strict reader: it holds where the reader saw none of them. The reader
 * already bounds how many it tells of one code; each finding carries the byte offset.
 */
export const archiveRule = <Code extends string, Problem extends ArchiveProblem<Code>>(
  rule: Rule,
  codes: readonly Code[],
  noteOf: NoteOf<Problem> = () => undefined,
): JudgedRule<{ readonly file: string; readonly problems: readonly Problem[] }> => ({
  rule,
  judge: ({ file, problems }) =>
    found(
      problems
        .filter((problem) => codes.includes(problem.code))
        .map((problem): Finding => {
          const note = noteOf(problem);
          return {
            rule,
            message: problem.message,
            locations: [
              {
                file,
                ...(problem.entry === undefined ? {} : { entry: problem.entry }),
                position: { kind: 'byte', offset: problem.offset },
                ...(note === undefined ? {} : { note }),
              },
            ],
          };
        }),
    ),
});
