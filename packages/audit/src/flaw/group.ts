import type { ReadAdvisory } from '../match/index.ts';

/**
 * Puts the records of one flaw together. Aliases are symmetric and transitive (OSV 1.7.5, "aliases field"): A ~ D, B ~ C and
 * C ~ D make one flaw. The store has closed each `flaw` over all its records; records that share any id are one here too,
 * should a store have known less.
 */
export const groupByFlaw = (advisories: readonly ReadAdvisory[]): readonly (readonly ReadAdvisory[])[] => {
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
  for (const [index, { advisory }] of advisories.entries()) {
    for (const id of [advisory.record.id, ...advisory.flaw]) {
      const first = owner.get(id);
      if (first === undefined) owner.set(id, index);
      else parent[rootOf(index)] = rootOf(first);
    }
  }
  return [...Map.groupBy(advisories.keys(), rootOf).values()].map((members) =>
    members.flatMap((index) => advisories[index] ?? []),
  );
};
