/** Compares by UTF-16 code units: the same everywhere, whatever the locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares by several texts in turn; an absent one comes first. */
export const compareBy =
  <T>(...keys: readonly ((item: T) => string | undefined)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const order = compareText(key(a) ?? '', key(b) ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };

/** Sorted, each once. */
export const sortedSet = (items: Iterable<string>): readonly string[] =>
  [...new Set(items)].sort(compareText);
