import type { FileProblem } from './types.ts';

/** A file of a million broken lines is told in a thousand problems and a count. */
export const MOST_PROBLEMS = 1000;

/** Takes problems in order, holds a bounded number of them, and says how many more there were. */
export type Collector<Code extends string> = {
  readonly add: (problem: FileProblem<Code>) => void;
  readonly done: () => readonly FileProblem<Code | 'more-problems'>[];
};

/** An empty collector. `more-problems` is added at the end when something was left out, so that nothing is dropped silently. */
export const collector = <Code extends string>(most = MOST_PROBLEMS): Collector<Code> => {
  const held: FileProblem<Code | 'more-problems'>[] = [];
  let more = 0;
  return {
    add: (problem) => {
      if (held.length < most) held.push(problem);
      else more += 1;
    },
    done: () =>
      more === 0
        ? held
        : [...held, { code: 'more-problems', message: `${more} more problems were found in this file.` }],
  };
};
