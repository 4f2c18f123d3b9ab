import type { ArchiveProblem } from '@custody/archive';
import type { Finding, Location, Rule } from '@custody/findings';
import { found, type JudgedRule } from './rule.ts';

/** Words that say which stream an offset counts in, where it is not the file itself. */
export type NoteOf<Problem> = (problem: Problem) => string | undefined;

/**
 * A position beside an entry's name would count inside the entry; the reader's offsets count in the archive, so that
 * they are a place of their own.
 */
const placesOf = <Problem extends ArchiveProblem>(
  file: string,
  problem: Problem,
  noteOf: NoteOf<Problem>,
): Finding['locations'] => {
  const { entry, offset } = problem;
  const note = noteOf(problem) ?? (entry === undefined ? undefined : 'in the archive');
  const place: Location = {
    file,
    position: { kind: 'byte', offset },
    ...(note === undefined ? {} : { note }),
  };
  return entry === undefined ? [place] : [{ file, entry }, place];
};

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
        .map(
          (problem): Finding => ({
            rule,
            message: problem.message,
            locations: placesOf(file, problem, noteOf),
          }),
        ),
    ),
});
