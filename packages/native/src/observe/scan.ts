/** Every anchor has at least this many bytes; the scan leaps by up to one less. */
export const ANCHOR_MIN = 7;

/** `found` gets the index of an anchor and where it begins, for anchors that begin in `[from, to)`. */
export type Scanner = (
  bytes: Uint8Array,
  from: number,
  to: number,
  found: (anchor: number, at: number) => void,
) => void;

type Candidate = { readonly anchor: number; readonly bytes: Uint8Array };

const LAST = ANCHOR_MIN - 1;

/** The first four and the last three bytes of what every anchor has, mixed into one number. */
const keyAt = (bytes: Uint8Array, at: number): number => {
  const head =
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0);
  const tail = ((bytes[at + 4] ?? 0) << 16) | ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0);
  return head ^ Math.imul(tail, 0x9e37_79b1);
};

const isAt = (bytes: Uint8Array, at: number, wanted: Uint8Array): boolean => {
  for (let index = 0; index < wanted.length; index++) if (wanted[index] !== bytes[at + index]) return false;
  return true;
};

/**
 * A search for many literals in one pass (Wu and Manber, 1994): pairs of bytes tell how far the search may leap,
 * so that its cost hardly grows with the number of literals.
 */
export const createScanner = (anchors: readonly Uint8Array[]): Scanner => {
  const leaps = new Uint8Array(65_536).fill(LAST);
  const byKey = new Map<number, Candidate[]>();
  for (const [anchor, bytes] of anchors.entries()) {
    if (bytes.length < ANCHOR_MIN)
      throw new RangeError(`anchor ${anchor} is shorter than ${ANCHOR_MIN} bytes`);
    for (let index = 1; index <= LAST; index++) {
      const pair = ((bytes[index - 1] ?? 0) << 8) | (bytes[index] ?? 0);
      leaps[pair] = Math.min(leaps[pair] ?? 0, LAST - index);
    }
    const key = keyAt(bytes, 0);
    byKey.set(key, [...(byKey.get(key) ?? []), { anchor, bytes }]);
  }
  return (bytes, from, to, found) => {
    const end = Math.min(to + LAST, bytes.length);
    let at = from + LAST;
    while (at < end) {
      const leap = leaps[((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0)] ?? 0;
      if (leap > 0) {
        at += leap;
        continue;
      }
      const start = at - LAST;
      const candidates = byKey.get(keyAt(bytes, start));
      if (candidates !== undefined)
        for (const { anchor, bytes: wanted } of candidates)
          if (isAt(bytes, start, wanted)) found(anchor, start);
      at++;
    }
  };
};
