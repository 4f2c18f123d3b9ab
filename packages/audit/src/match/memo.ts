/** Texts remembered at most: enough for every version that a large store names of a large lock's packages. */
const LIMIT = 200_000;

/** Remembers answers by text. Starts anew when full, so that a hostile input costs time, not memory. */
export const memoize = <T>(answer: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    // An answer may be undefined; only then does the second look-up cost anything.
    if (before !== undefined || known.has(text)) return before as T;
    if (known.size >= LIMIT) known.clear();
    const made = answer(text);
    known.set(text, made);
    return made;
  };
};
