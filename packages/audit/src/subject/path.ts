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

/**
 * The shortest way from something the project names itself down to the subject, both included; of several equally short
 * ones, the first by the order of `parents`. Cycles and missing parents are passed over: the subject alone where no way
 * up is known.
 */
export const dependencyPath = (subject: Subject, index: SubjectIndex): readonly Subject[] => {
  const below = new Map<string, Subject | undefined>([[subject.key, undefined]]);
  let level: readonly Subject[] = [subject];
  for (let depth = 0; depth < LONGEST && level.length > 0; depth += 1) {
    const next: Subject[] = [];
    for (const at of level) {
      if (isRoot(at)) return walkDown(at, below);
      for (const key of at.parents) {
        const parent = index.get(key);
        if (parent === undefined || below.has(key)) continue;
        below.set(key, at);
        next.push(parent);
      }
    }
    level = next;
  }
  return [subject];
};

const walkDown = (root: Subject, below: ReadonlyMap<string, Subject | undefined>): readonly Subject[] => {
  const path: Subject[] = [];
  for (let at: Subject | undefined = root; at !== undefined; at = below.get(at.key)) path.push(at);
  return path;
};
