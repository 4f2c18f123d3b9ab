import type { ReadAdvisory } from '../match/index.ts';

/**
 * Puts the records of one flaw together. Aliases are symmetric and transitive (OSV 1.7.5, "aliases field"): A ~ D, B ~ C and
 * C ~ D make one flaw. The store has closed each `flaw` over all its records; records that share any id are one here too,
 * should a store have known less.
 */
export const groupByFlaw = (advisories: readonly ReadAdvisory[]): readonly (readonly ReadAdvisory[])[] => {
  if (advisories.length <= 1) return advisories.length === 0 ? [] : [advisories];
  const parent = advisories.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up;
    // Path compression keeps a hostile chain of aliases linear.
    for (let at = index; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const owner = new Map<string, number>();
  const own = (id: string, index: number): void => {
    const first = owner.get(id);
    if (first === undefined) owner.set(id, index);
    else if (first !== index) parent[rootOf(index)] = rootOf(first);
  };
  let at = 0;
  for (const { advisory } of advisories) {
    own(advisory.record.id, at);
    for (const id of advisory.flaw) own(id, at);
    at += 1;
  }
  return [...Map.groupBy(advisories.keys(), rootOf).values()].map((members) =>
    members.flatMap((index) => advisories[index] ?? []),
  );
};
