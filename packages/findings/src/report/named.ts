import { compareText } from '../order/compare.ts';
import { count } from '../text/number.ts';
import type { JudgedUnknown } from './types.ts';

/** Which entries of a lock or a list unknowns are about, where they are about such: each once, in order. */
export const namesOf = (unknowns: readonly JudgedUnknown[]): readonly string[] => {
  const all = unknowns.flatMap(({ component, location }) => component?.name ?? location.note ?? []);
  return [...new Set(all)].sort(compareText);
};

/** `a, b and 3 others`: at most `most` of them by name. */
export const listNames = (names: readonly string[], most: number): string => {
  const rest = names.length - most;
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${count(rest, 'other')}` : ''}`;
};
