import type { Bill, Ref } from '../bill/types.ts';
import { compareBy, sortedSet } from '../compact/order.ts';
import { changesBetween } from './changes.ts';
import { namesOf, pairComponents } from './pair.ts';
import type { BillDiff } from './types.ts';

const NAMES = new Set(['ref', 'parent']);
const MOMENTS = new Set(['timestamp']);

type Sides = { readonly added: readonly string[]; readonly removed: readonly string[] };

const sides = (before: readonly string[], after: readonly string[]): Sides => {
  const [old, young] = [new Set(before), new Set(after)];
  return {
    added: sortedSet(after.filter((item) => !old.has(item))),
    removed: sortedSet(before.filter((item) => !young.has(item))),
  };
};

const edges = (bill: Bill, names: ReadonlyMap<Ref, string>): readonly string[] => {
  const name = (ref: Ref): string => names.get(ref) ?? ref;
  return [
    ...bill.dependencies.flatMap(({ ref, dependsOn }) =>
      dependsOn.map((need) => `${name(ref)} → ${name(need)}`),
    ),
    ...bill.components.flatMap(({ ref, parent }) =>
      parent === undefined ? [] : [`${name(ref)} is a part of ${name(parent)}`],
    ),
  ];
};

const statements = (bill: Bill, names: ReadonlyMap<Ref, string>): readonly string[] =>
  bill.compositions.flatMap(({ aggregate, assemblies = [], dependencies = [] }) => [
    ...assemblies.map((ref) => `the parts of ${names.get(ref) ?? ref} are ${aggregate}`),
    ...dependencies.map((ref) => `the dependencies of ${names.get(ref) ?? ref} are ${aggregate}`),
    ...(assemblies.length + dependencies.length === 0 ? [`the document is ${aggregate}`] : []),
  ]);

/**
 * Compares two bills by meaning: which components came, went or changed, and how. The same package in another version is a change.
 * The order of things, refs, serial numbers and timestamps do not count.
 */
export const diff = (before: Bill, after: Bill): BillDiff => {
  const pairing = pairComponents(before, after);
  const names = namesOf(pairing);
  const changed = pairing.pairs
    .map(({ before: old, after: young }) => ({
      component: old.label,
      changes: changesBetween(old.component, young.component, NAMES),
    }))
    .filter(({ changes }) => changes.length > 0)
    .sort(
      compareBy(
        (item) => item.component,
        (item) => JSON.stringify(item.changes),
      ),
    );
  const components = {
    added: pairing.added.map(({ label }) => label).sort(compareBy((label) => label)),
    removed: pairing.removed.map(({ label }) => label).sort(compareBy((label) => label)),
    changed,
  };
  const root = (bill: Bill, side: ReadonlyMap<Ref, string>): object =>
    bill.root === undefined ? {} : { root: side.get(bill.root) ?? bill.root };
  const metadata = changesBetween(
    {
      ...before.metadata,
      ...root(before, names.before),
      externalReferences: before.externalReferences,
      documentProperties: before.properties,
    },
    {
      ...after.metadata,
      ...root(after, names.after),
      externalReferences: after.externalReferences,
      documentProperties: after.properties,
    },
    MOMENTS,
  );
  const dependencies = sides(edges(before, names.before), edges(after, names.after));
  const compositions = sides(statements(before, names.before), statements(after, names.after));
  const lists = [components.added, components.removed, changed, metadata];
  const all = [...lists, dependencies.added, dependencies.removed, compositions.added, compositions.removed];
  return { same: all.every((list) => list.length === 0), components, dependencies, compositions, metadata };
};
