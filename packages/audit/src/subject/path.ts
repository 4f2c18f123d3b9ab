import type { Subject } from './types.ts';

/** Longer chains are cut: nobody reads them, and a hostile lock may be one chain of everything it names. */
const LONGEST = 64;

/** Subjects of one input by key. Of two with one key the first stands. */
export type SubjectIndex = ReadonlyMap<string, Subject>;

/** Makes the index that `dependencyPath` walks. */
export const indexSubjects = (subjects: Iterable<Subject>): SubjectIndex => {
  const index = new Map<string, Subject>();
  for (const subject of subjects) if (!index.has(subject.key)) index.set(subject.key, subject);
  return index;
};

const isRoot = (subject: Subject): boolean => subject.direct === true || subject.parents.length === 0;

/** How far each subject is from the nearest that the project names itself, as far as there is a way: one walk for all of an input. */
const depthsIn = (index: SubjectIndex): ReadonlyMap<string, number> => {
  const children = new Map<string, string[]>();
  const depths = new Map<string, number>();
  let level: string[] = [];
  for (const [key, subject] of index) {
    if (isRoot(subject)) {
      depths.set(key, 0);
      level.push(key);
      continue;
    }
    for (const parent of subject.parents) {
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [key]);
      else list.push(key);
    }
  }
  for (let depth = 1; depth < LONGEST && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const key of level) {
      for (const child of children.get(key) ?? []) {
        if (depths.has(child)) continue;
        depths.set(child, depth);
        next.push(child);
      }
    }
    level = next;
  }
  return depths;
};

const known = new WeakMap<SubjectIndex, ReadonlyMap<string, number>>();

const depthsOf = (index: SubjectIndex): ReadonlyMap<string, number> => {
  const before = known.get(index);
  if (before !== undefined) return before;
  const depths = depthsIn(index);
  known.set(index, depths);
  return depths;
};

/** Of the parents the first that is nearest to what the project names. */
const nearestParent = (
  { parents }: Subject,
  index: SubjectIndex,
  depths: ReadonlyMap<string, number>,
): Subject | undefined => {
  let nearest: Subject | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const key of parents) {
    const depth = depths.get(key);
    if (depth === undefined || depth >= least) continue;
    nearest = index.get(key);
    least = depth;
  }
  return nearest;
};

/**
 * The shortest way from something the project names itself down to the subject, both included; of several equally short
 * ones, the first by the order of `parents`. Cycles and missing parents are passed over: the subject alone where no way
 * up is known.
 */
export const dependencyPath = (subject: Subject, index: SubjectIndex): readonly Subject[] => {
  if (isRoot(subject)) return [subject];
  const depths = depthsOf(index);
  const path = [subject];
  for (let at = subject; !isRoot(at); ) {
    const above = nearestParent(at, index, depths);
    if (above === undefined || path.length >= LONGEST) return [subject];
    path.push(above);
    at = above;
  }
  return path.toReversed();
};
