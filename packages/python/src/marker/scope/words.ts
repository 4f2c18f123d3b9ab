import type { Point } from './points.ts';

/** Of one place: by Python whether every, some or none of its releases are meant. */
type Held = ('all' | 'part' | 'none')[];

const pythonWords = (held: Held, pythons: readonly string[]): string => {
  const runs: string[] = [];
  for (let at = 0; at < held.length; at += 1) {
    const state = held[at];
    if (state === undefined || state === 'none') continue;
    let end = at;
    if (state === 'all') while (held[end + 1] === 'all') end += 1;
    const [first = '', last = ''] = [pythons[at], pythons[end]];
    runs.push(state === 'part' ? `some of ${first}` : at === end ? first : `${first} to ${last}`);
    at = end;
  }
  return runs.join(', ');
};

/**
 * Where a marker holds, in words: places with the same Pythons stand together. `holds` has as many items as `points`; places and
 * Pythons that the marker does not ask for are not named.
 */
export const environmentWords = (
  points: readonly Point[],
  holds: readonly boolean[],
  pythons: readonly string[],
): readonly string[] => {
  const byLabel = new Map<string, { readonly all: number[]; readonly yes: number[] }>();
  for (const [at, { label, python }] of points.entries()) {
    const counts = byLabel.get(label) ?? { all: pythons.map(() => 0), yes: pythons.map(() => 0) };
    byLabel.set(label, counts);
    counts.all[python] = (counts.all[python] ?? 0) + 1;
    if (holds[at] === true) counts.yes[python] = (counts.yes[python] ?? 0) + 1;
  }
  const places = new Map<string, string[]>();
  for (const [label, { all, yes }] of byLabel) {
    if (yes.every((count) => count === 0)) continue;
    const held: Held = pythons.map((_, at) =>
      yes[at] === 0 ? 'none' : yes[at] === all[at] ? 'all' : 'part',
    );
    // All that there is to ask about: then Python makes no difference here.
    const whole = held.every((state, at) => state === 'all' || all[at] === 0);
    const words = whole ? '' : `Python ${pythonWords(held, pythons)}`;
    places.set(words, [...(places.get(words) ?? []), label]);
  }
  return [...places].map(([words, labels]) => {
    const named = labels.filter((label) => label !== '').join('; ');
    return named === '' ? words : words === '' ? named : `${words}: ${named}`;
  });
};
