import type { TarCode } from './codes.ts';
import type { TarProblem } from './types.ts';

/** Notes a problem at an offset of the uncompressed stream. */
export type Report = (code: TarCode, message: string, offset: number, entry?: string) => void;

export type Reporter = {
  readonly report: Report;
  readonly add: (problem: TarProblem) => void;
  readonly result: () => { readonly problems: readonly TarProblem[]; readonly omitted: number };
};

const STREAMS = { gzip: 0, tar: 1 } as const;

/** Collects problems, at most `limit` of each code, so that a hostile archive cannot fill the memory with reports. */
export const createReporter = (limit: number): Reporter => {
  const problems: TarProblem[] = [];
  const counts = new Map<TarCode, number>();
  let omitted = 0;
  const add = (problem: TarProblem): void => {
    const count = counts.get(problem.code) ?? 0;
    counts.set(problem.code, count + 1);
    if (count < limit) problems.push(problem);
    else omitted += 1;
  };
  return {
    add,
    report: (code, message, offset, entry) =>
      add({ code, message, offset, stream: 'tar', ...(entry === undefined ? {} : { entry }) }),
    result: () => ({
      problems: problems.sort((a, b) => STREAMS[a.stream] - STREAMS[b.stream] || a.offset - b.offset),
      omitted,
    }),
  };
};
