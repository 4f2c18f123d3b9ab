/** `T` with the members that may be undefined made optional instead. */
export type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the members that are undefined, keeping the order of the others. */
export const compact = <T extends object>(value: T): Compact<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Compact<T>;

/** An empty list says nothing: it is left out. */
export const filled = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length > 0 ? list : undefined;

export const isDefined = <T>(value: T | undefined): value is T => value !== undefined;
