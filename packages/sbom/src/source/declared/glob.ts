/**
 * Whether `text` matches `pattern` item by item, where some items of the pattern stand for any number of items. Goes back to the last
 * such item only, so that the time is at most the product of the lengths.
 */
const matchItems = (
  pattern: readonly string[],
  text: readonly string[],
  any: string,
  same: (pattern: string, text: string) => boolean,
): boolean => {
  let [at, from, star, resume] = [0, 0, -1, 0];
  while (from < text.length) {
    const item = pattern[at];
    if (item === any) {
      star = at;
      at += 1;
      resume = from;
    } else if (item !== undefined && same(item, text[from] ?? '')) {
      at += 1;
      from += 1;
    } else if (star !== -1) {
      at = star + 1;
      resume += 1;
      from = resume;
    } else return false;
  }
  while (pattern[at] === any) at += 1;
  return at === pattern.length;
};

const matchSegment = (pattern: string, segment: string): boolean =>
  matchItems(Array.from(pattern), Array.from(segment), '*', (one, other) => one === '?' || one === other);

/** A matcher of paths: `*` and `?` within a segment, `**` for any number of segments; a pattern without wildcard also means what is below it. */
export const createGlob = (pattern: string): ((path: string) => boolean) => {
  if (!/[*?]/.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  // At the end it means everything below, not the directory's own name.
  const segments = (pattern.split('/').at(-1) === '**' ? `${pattern}/*` : pattern).split('/');
  const literal = segments.slice(
    0,
    segments.findIndex((segment) => /[*?]/.test(segment)),
  );
  // Most paths are told apart by where they begin.
  const prefix = literal.length === 0 ? '' : `${literal.join('/')}/`;
  return (path) => path.startsWith(prefix) && matchItems(segments, path.split('/'), '**', matchSegment);
};
