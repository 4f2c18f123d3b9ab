import { compareBy, sortedSet } from '../compact/order.ts';
import { sortHashes } from './hashes.ts';
import type { Bill, Component, Composition, Dependency, Ref } from './types.ts';

const orderComponent = (component: Component): Component => ({
  ...component,
  ...(component.hashes === undefined ? {} : { hashes: sortHashes(component.hashes) }),
  ...(component.properties === undefined
    ? {}
    : {
        properties: component.properties.toSorted(
          compareBy(
            (item) => item.name,
            (item) => item.value,
          ),
        ),
      }),
  ...(component.externalReferences === undefined
    ? {}
    : {
        externalReferences: component.externalReferences.toSorted(
          compareBy(
            (item) => item.type,
            (item) => item.url,
            (item) => item.comment,
          ),
        ),
      }),
});

/** One dependency per ref, what it needs merged. */
const orderDependencies = (dependencies: readonly Dependency[]): readonly Dependency[] => {
  const needs = new Map<Ref, Ref[]>();
  for (const { ref, dependsOn } of dependencies) {
    const list = needs.get(ref) ?? [];
    for (const need of dependsOn) list.push(need);
    needs.set(ref, list);
  }
  return [...needs]
    .map(([ref, list]) => ({ ref, dependsOn: sortedSet(list) }))
    .sort(compareBy((item) => item.ref));
};

const orderComposition = (composition: Composition): Composition => ({
  aggregate: composition.aggregate,
  ...(composition.assemblies === undefined ? {} : { assemblies: sortedSet(composition.assemblies) }),
  ...(composition.dependencies === undefined ? {} : { dependencies: sortedSet(composition.dependencies) }),
});

/** The same bill in the order in which it is written: components by purl, then name, version and ref; everything else by its text. */
export const orderBill = (bill: Bill): Bill => ({
  ...bill,
  components: bill.components.map(orderComponent).sort(
    compareBy(
      (item) => item.purl,
      (item) => item.name,
      (item) => item.version,
      (item) => item.ref,
    ),
  ),
  dependencies: orderDependencies(bill.dependencies),
  compositions: bill.compositions.map(orderComposition).sort(
    compareBy(
      (item) => item.aggregate,
      (item) => item.assemblies?.join('\n'),
      (item) => item.dependencies?.join('\n'),
    ),
  ),
});
