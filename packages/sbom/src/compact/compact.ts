/** `T` with the members that may be undefined made optional instead. */
export type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the members that are undefined, keeping the order of the others. Their names come from our code, not from documents. */
export const compact = <T extends object>(value: T): Compact<T> => {
  // Called for everything in a document: it must not build lists of entries on the way.
  const kept: Record<string, unknown> = {};
  for (const name in value) {
    const item = value[name];
    if (item !== undefined) kept[name] = item;
  }
  return kept as Compact<T>;
};

const NOTHING: readonly never[] = [];

/** What is read of each element, where something is; no list is made where there is nothing to read. */
export const gather = <T, R>(list: readonly T[], read: (item: T) => R | undefined): readonly R[] => {
  if (list.length === 0) return NOTHING;
  const found: R[] = [];
  for (const item of list) {
    const part = read(item);
    if (part !== undefined) found.push(part);
  }
  return found;
};

/** An empty list says nothing: it is left out. */
export const filled = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length > 0 ? list : undefined;

export const isDefined = <T>(value: T | undefined): value is T => value !== undefined;
