/** A value of a document that is not what it was. `undefined`: not there. */
export type Difference = {
  readonly path: readonly (string | number)[];
  readonly before: unknown;
  readonly after: unknown;
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);

const leaf = (value: unknown): string =>
  value instanceof Date ? `date ${value.toISOString()}` : `${typeof value} ${String(value)}`;

const members = (value: unknown): readonly (readonly [string | number, unknown])[] | undefined =>
  Array.isArray(value)
    ? (value as readonly unknown[]).map((item, at) => [at, item] as const)
    : isTable(value)
      ? Object.entries(value)
      : undefined;

/** Where two documents differ, down to single values and to whole tables and lists that are only in one. */
export const differences = (before: unknown, after: unknown): readonly Difference[] => {
  const found: Difference[] = [];
  const visit = (a: unknown, b: unknown, path: readonly (string | number)[]): void => {
    const [left, right] = [members(a), members(b)];
    if (left === undefined || right === undefined || Array.isArray(a) !== Array.isArray(b)) {
      if (left !== undefined || right !== undefined || leaf(a) !== leaf(b))
        found.push({ path, before: a, after: b });
      return;
    }
    const [old, now] = [new Map(left), new Map(right)];
    for (const key of new Set([...old.keys(), ...now.keys()]))
      visit(old.get(key), now.get(key), [...path, key]);
  };
  visit(before, after, []);
  return found;
};
