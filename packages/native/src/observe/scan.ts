/** Every anchor has at least this many bytes; the scan leaps by up to one less. */
export const ANCHOR_MIN = 8;

/**
 * A search for many literals in one pass (Wu and Manber, 1994): pairs of bytes tell how far the search may leap,
 * so that its cost does not grow with the number of literals.
 */
export type Scanner = (
  bytes: Uint8Array,
  from: number,
  to: number,
  found: (anchor: number, at: number) => void,
) => void;

/** Prepares the search; `found` gets the index of an anchor and where it begins, for anchors beginning in `[from, to)`. */
export const createScanner = (anchors: readonly Uint8Array[]): Scanner => {
  const last = ANCHOR_MIN - 1;
  const leaps = new Uint8Array(65_536).fill(last);
  const ending = new Map<number, { readonly anchor: number; readonly bytes: Uint8Array }[]>();
  for (const [anchor, bytes] of anchors.entries()) {
    if (bytes.length < ANCHOR_MIN)
      throw new RangeError(`anchor ${anchor} is shorter than ${ANCHOR_MIN} bytes`);
    for (let index = 1; index <= last; index++) {
      const pair = ((bytes[index - 1] ?? 0) << 8) | (bytes[index] ?? 0);
      leaps[pair] = Math.min(leaps[pair] ?? 0, last - index);
      if (index === last) ending.set(pair, [...(ending.get(pair) ?? []), { anchor, bytes }]);
    }
  }
  return (bytes, from, to, found) => {
    const end = Math.min(to + last, bytes.length);
    let at = from + last;
    while (at < end) {
      const pair = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
      const leap = leaps[pair] ?? 0;
      if (leap > 0) {
        at += leap;
        continue;
      }
      const start = at - last;
      for (const candidate of ending.get(pair) ?? []) {
        const wanted = candidate.bytes;
        let same = 0;
        while (same < wanted.length && wanted[same] === bytes[start + same]) same++;
        if (same === wanted.length) found(candidate.anchor, start);
      }
      at++;
    }
  };
};
