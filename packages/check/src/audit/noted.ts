import { type CollectProblem, INPUT_NOTED } from '@custody/audit';
import { finding, type Finding } from '@custody/findings';

/** Told at most for one input: a hostile one could have as many as lines. The last says how many there are in all. */
const MOST = 1000;

/** What a person should know of an input beside its entries, as findings that never reach a threshold. */
export const notesOf = (path: string, problems: readonly CollectProblem[]): readonly Finding[] => {
  const told = problems.slice(0, MOST).map(({ file, line, message }) =>
    finding(INPUT_NOTED, {
      message,
      locations: [
        { file, ...(line === undefined ? {} : { position: { kind: 'text' as const, line } }) },
      ] as const,
      key: message.slice(0, 500),
    }),
  );
  if (problems.length <= MOST) return told;
  const message = `There are ${problems.length} notes on this input; only the first ${MOST} are told`;
  return [...told, finding(INPUT_NOTED, { message, locations: [{ file: path }], key: 'more' })];
};
