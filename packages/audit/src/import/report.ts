import type { OsvEffect, OsvProblem, OsvProblemCode } from '../osv/problem.ts';

export type ImportProblemCode =
  | OsvProblemCode
  /** Two different records of one id and one moment. */
  | 'duplicate-id'
  /** A file or archive member that could not be had, or is none. */
  | 'unreadable';

/** One thing that was not as it should be, and where. */
export type ImportProblem = {
  readonly code: ImportProblemCode;
  readonly effect: OsvEffect;
  /** Path, `path!member` of an archive, or `path:line`. */
  readonly place: string;
  readonly id?: string;
  /** JSON Pointer into the record. */
  readonly where: string;
  readonly message: string;
};

/** What became of one source. */
export type SourceReport = {
  readonly name: string;
  /** Records looked at, and those of them that could not be used: each is among the problems as far as these are listed. */
  readonly read: number;
  readonly dropped: number;
  /** Files that are no advisories by their name. */
  readonly passed: number;
};

export type ImportReport = {
  readonly sources: readonly SourceReport[];
  /** The worst first, at most `MOST_LISTED`; `counts` knows all. */
  readonly problems: readonly ImportProblem[];
  /** Problems by effect and code, sorted. */
  readonly counts: readonly {
    readonly code: ImportProblemCode;
    readonly effect: OsvEffect;
    readonly count: number;
  }[];
};

/** Listed one by one of each effect; all are counted. */
const MOST_LISTED = 1_000;
const EFFECTS: readonly OsvEffect[] = ['record-dropped', 'part-dropped', 'normalised'];

export type Reporter = {
  readonly add: (problem: ImportProblem) => void;
  readonly addAll: (problems: readonly OsvProblem[], place: string, id: string | undefined) => void;
  readonly finish: (sources: readonly SourceReport[]) => ImportReport;
};

export const createReporter = (): Reporter => {
  const counts = new Map<
    string,
    { readonly code: ImportProblemCode; readonly effect: OsvEffect; count: number }
  >();
  const listed = new Map<OsvEffect, ImportProblem[]>(EFFECTS.map((effect) => [effect, []]));
  const add = (problem: ImportProblem): void => {
    const { code, effect } = problem;
    const key = `${EFFECTS.indexOf(effect)} ${code}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { code, effect, count: 1 });
    else known.count += 1;
    const list = listed.get(effect);
    if (list !== undefined && list.length < MOST_LISTED) list.push(problem);
  };
  return {
    add,
    addAll: (problems, place, id) => {
      for (const problem of problems) add({ ...problem, place, ...(id === undefined ? {} : { id }) });
    },
    finish: (sources) => ({
      sources,
      problems: EFFECTS.flatMap((effect) => listed.get(effect) ?? []),
      counts: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count),
    }),
  };
};
