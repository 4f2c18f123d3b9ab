import { byCodeUnit } from './key.ts';

/**
 * A package's records list mostly the same versions. A block holds each once, sorted, and a record's list as runs over that table:
 * start, count, start, count, … in the order written.
 */
export type VersionTable = {
  readonly versions: readonly string[];
  readonly runsOf: (list: readonly string[]) => readonly number[];
};

export const versionTable = (lists: readonly (readonly string[])[]): VersionTable => {
  const versions = [...new Set(lists.flat())].sort(byCodeUnit);
  const places = new Map(versions.map((version, place) => [version, place]));
  const runsOf = (list: readonly string[]): readonly number[] => {
    const runs: number[] = [];
    for (const version of list) {
      const place = places.get(version) ?? -1;
      const last = runs.length - 1;
      if (last > 0 && (runs[last - 1] ?? 0) + (runs[last] ?? 0) === place) runs[last] = (runs[last] ?? 0) + 1;
      else runs.push(place, 1);
    }
    return runs;
  };
  return { versions, runsOf };
};

/** The list that `runsOf` was given. */
export const expandRuns = (versions: readonly string[], runs: readonly number[]): readonly string[] => {
  const [first = 0, count = 0] = runs;
  if (runs.length === 2) return versions.slice(first, first + count);
  const list: string[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const start = runs[at] ?? 0;
    const end = start + (runs[at + 1] ?? 0);
    for (let place = start; place < end; place += 1) list.push(versions[place] ?? '');
  }
  return list;
};
