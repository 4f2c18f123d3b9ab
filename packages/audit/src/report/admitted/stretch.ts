import { readRange } from '../../match/range.ts';
import type { ReadVersion, VersionScheme } from '../../match/index.ts';
import type { OsvAffected } from '../../types.ts';
import type { Hull } from './hull.ts';

/** Versions that follow one another and are all affected: from `from`, to before `to`, or `to` as well where it is closed. */
export type Stretch = {
  /** Absent: from the very first. */
  readonly from?: ReadVersion;
  /** Absent: to the very last. */
  readonly to?: { readonly at: ReadVersion; readonly text: string; readonly closed: boolean };
};

const ofRange = (
  range: OsvAffected['ranges'][number],
  textOf: ReadonlyMap<ReadVersion, string>,
  scheme: VersionScheme,
): readonly Stretch[] => {
  const read = readRange(range, scheme);
  // What a limit leaves unsaid is not proven.
  if (read.kind !== 'ok' || read.limits !== undefined) return [];
  const stretches: Stretch[] = [];
  let open: { from?: ReadVersion } | undefined;
  for (const { kind, at } of read.events) {
    if (kind === 'introduced') open ??= at === undefined ? {} : { from: at };
    else if (open !== undefined && at !== undefined) {
      stretches.push({ ...open, to: { at, text: textOf.get(at) ?? '', closed: kind === 'last_affected' } });
      open = undefined;
    }
  }
  return open === undefined ? stretches : [...stretches, open];
};

const startsBefore = (a: Stretch, b: Stretch, scheme: VersionScheme): number => {
  if (a.from === undefined || b.from === undefined)
    return Number(a.from !== undefined) - Number(b.from !== undefined);
  return scheme.compare(a.from, b.from);
};

/** The longer of two stretches that touch. */
const furtherEnd = (a: Stretch, b: Stretch, scheme: VersionScheme): Stretch['to'] => {
  if (a.to === undefined || b.to === undefined) return undefined;
  const order = scheme.compare(a.to.at, b.to.at);
  return order > 0 || (order === 0 && a.to.closed) ? a.to : b.to;
};

/** Stretches in order, those that touch as one. */
export const mergeStretches = (all: readonly Stretch[], scheme: VersionScheme): readonly Stretch[] => {
  const merged: Stretch[] = [];
  for (const next of all.toSorted((a, b) => startsBefore(a, b, scheme))) {
    const last = merged.at(-1);
    const touches =
      last !== undefined &&
      (last.to === undefined || next.from === undefined || scheme.compare(next.from, last.to.at) <= 0);
    if (!touches) {
      merged.push(next);
      continue;
    }
    const to = furtherEnd(last, next, scheme);
    merged[merged.length - 1] = {
      ...(last.from === undefined ? {} : { from: last.from }),
      ...(to === undefined ? {} : { to }),
    };
  }
  return merged;
};

/** The stretches of an advisory's entries for one package. Lists of versions prove nothing of what lies between. */
export const stretchesOf = (affected: readonly OsvAffected[], scheme: VersionScheme): readonly Stretch[] => {
  const all = affected.flatMap(({ ranges }) =>
    ranges.flatMap((range) => {
      if (range.type !== 'ECOSYSTEM') return [];
      const textOf = new Map<ReadVersion, string>();
      for (const { value } of range.events) {
        const at = scheme.read(value);
        if (at !== undefined) textOf.set(at, value);
      }
      return ofRange(range, textOf, scheme);
    }),
  );
  return mergeStretches(all, scheme);
};

/** Whether every version of the hull lies in the stretch. */
export const covers = ({ from, to }: Stretch, { lower, upper }: Hull, scheme: VersionScheme): boolean => {
  if (from !== undefined && (lower === undefined || scheme.compare(from, lower.at) > 0)) return false;
  if (to === undefined) return true;
  if (upper === undefined) return false;
  const order = scheme.compare(to.at, upper.at);
  return order > 0 || (order === 0 && (to.closed || !upper.closed));
};

/** Whether some version might lie in both. */
export const meets = ({ from, to }: Stretch, { lower, upper }: Hull, scheme: VersionScheme): boolean => {
  if (from !== undefined && upper !== undefined) {
    const order = scheme.compare(from, upper.at);
    if (order > 0 || (order === 0 && !upper.closed)) return false;
  }
  if (to === undefined || lower === undefined) return true;
  const order = scheme.compare(to.at, lower.at);
  return order > 0 || (order === 0 && to.closed && lower.closed);
};
