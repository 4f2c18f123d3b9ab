import type { OsvRecord } from '../types.ts';
import { byCodeUnit } from './key.ts';

/**
 * Which ids name one flaw: OSV 1.7.5, `aliases`: symmetric and transitive. The closure is taken over all records, withdrawn ones
 * too, since an id that was withdrawn still names what it named. Gives each id its class, sorted; one list per class.
 */
export const flawsOf = (
  records: readonly Pick<OsvRecord, 'id' | 'aliases'>[],
): ReadonlyMap<string, readonly string[]> => {
  const numbers = new Map<string, number>();
  const parents: number[] = [];
  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const next = parents.length;
    numbers.set(id, next);
    parents.push(next);
    return next;
  };
  const rootOf = (given: number): number => {
    let at = given;
    let above = parents[at] ?? at;
    while (above !== at) {
      // Path halving: keeps every later search short.
      const higher = parents[above] ?? above;
      parents[at] = higher;
      at = higher;
      above = parents[at] ?? at;
    }
    return at;
  };
  for (const { id, aliases } of records) {
    const own = numberOf(id);
    for (const alias of aliases) parents[rootOf(numberOf(alias))] = rootOf(own);
  }
  const classes = new Map<number, string[]>();
  for (const [id, number] of numbers) {
    const root = rootOf(number);
    const members = classes.get(root);
    if (members === undefined) classes.set(root, [id]);
    else members.push(id);
  }
  const found = new Map<string, readonly string[]>();
  for (const members of classes.values()) {
    members.sort(byCodeUnit);
    for (const id of members) found.set(id, members);
  }
  return found;
};
