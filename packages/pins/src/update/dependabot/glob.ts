/** A directory as entries write it, below the root: without `/` at either end, without `.`. Empty for the root. */
export const directoryPath = (written: string): string =>
  written
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');

export const hasGlob = (written: string): boolean => /[*?[\]{}]/.test(written);

/** Alternatives in braces are not expanded beyond this. */
const MOST = 64;

const alternatives = (pattern: string): readonly string[] => {
  let open = [pattern];
  for (let turns = 0; turns < MOST; turns += 1) {
    let more = false;
    const next: string[] = [];
    for (const one of open) {
      const match = /^([^{}]*)\{([^{}]*)\}(.*)$/.exec(one);
      if (match === null) next.push(one);
      else {
        more = true;
        const [, before = '', inner = '', after = ''] = match;
        for (const choice of inner.split(',')) if (next.length < MOST) next.push(before + choice + after);
      }
    }
    if (!more) return next;
    open = next;
  }
  return open;
};

/** Matches one segment of a path: `*` stands for any letters, `?` for one. Linear but for a going back to the last `*`. */
const segmentMatches = (pattern: string, text: string): boolean => {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t]) && pattern[p] !== '*') {
      p += 1;
      t += 1;
    } else if (pattern[p] === '*') {
      star = p;
      mark = t;
      p += 1;
    } else if (star !== -1) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
};

const pathMatches = (pattern: readonly string[], path: readonly string[]): boolean => {
  // Where a walk can stand in the pattern after each segment: as many places as the pattern has, never more.
  let at = new Set([0]);
  const closed = (places: Set<number>): Set<number> => {
    for (const place of places) if (pattern[place] === '**') places.add(place + 1);
    return places;
  };
  closed(at);
  for (const segment of path) {
    const next = new Set<number>();
    for (const place of at) {
      const one = pattern[place];
      if (one === '**') next.add(place);
      else if (one !== undefined && segmentMatches(one, segment)) next.add(place + 1);
    }
    at = closed(next);
  }
  return at.has(pattern.length);
};

/** Whether a pattern, with `*`, `?`, `**` and braces, matches a path below the root. Bounded time whatever it holds. */
export const matchesPath = (written: string, path: string): boolean => {
  if (written.length > 1000) return false;
  const segments = path === '' ? [] : path.split('/');
  return alternatives(directoryPath(written)).some((one) =>
    pathMatches(one === '' ? [] : one.split('/').slice(0, 64), segments),
  );
};
