/** Where something stands in a document: names of keys, and positions (from 0) in arrays. */
export type KeyPath = readonly (string | number)[];

/** A key or an item of an array that is looked for, with those below it. */
export type Sought = {
  readonly below: Map<string | number, Sought>;
  /** Its offset, once it was seen. */
  at?: number;
  /** Whether that is where it is defined, and not only a name on the way to another key. */
  defined?: boolean;
  /** How many tables of an array of tables were seen. */
  tables: number;
};

const fresh = (): Sought => ({ below: new Map(), tables: 0 });

/** The paths as one tree: what is not in it need not be remembered. */
export const soughtOf = (paths: readonly KeyPath[]): Sought => {
  const root = fresh();
  for (const path of paths) {
    let here = root;
    for (const key of path) {
      const next = here.below.get(key) ?? fresh();
      here.below.set(key, next);
      here = next;
    }
  }
  return root;
};

/** Remembers where something was first seen; where it is defined counts more than where it is passed. */
export const see = (sought: Sought | undefined, at: number, defined: boolean): void => {
  if (sought === undefined || (sought.at !== undefined && (sought.defined === true || !defined))) return;
  sought.at = at;
  sought.defined = defined;
};

/** The offset of the path or, where it is not there, of the nearest key above it. */
export const offsetOf = (root: Sought, path: KeyPath): number | undefined => {
  let here: Sought | undefined = root;
  let at: number | undefined;
  for (const key of path) {
    here = here.below.get(key);
    if (here?.at === undefined) break;
    at = here.at;
  }
  return at;
};
