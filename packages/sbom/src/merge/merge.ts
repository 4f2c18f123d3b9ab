import { orderBill } from '../bill/order.ts';
import type { BillMetadata, Component, Composition, Dependency } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { compareBy, compareText } from '../compact/order.ts';
import { conflictsOf, mergeComponent } from './component.ts';
import { type Group, groupComponents, type Grouping, groupLabel } from './group.ts';
import { chooseRoot, entryPoints, rootConflicts } from './root.ts';
import type { Merged, MergeInput, MergeOptions } from './types.ts';
import { versionConflicts } from './versions.ts';

const ROOT_LABEL = '';

/** The most trusted first; the order of the arguments does not matter. */
const ranked = (inputs: readonly MergeInput[], root: Component | undefined): readonly MergeInput[] => {
  const sorted = inputs.toSorted(
    compareBy(
      (input) => input.standing,
      (input) => input.label,
      (input) => JSON.stringify(orderBill(input.bill)),
    ),
  );
  if (root === undefined) return sorted;
  const own = { metadata: {}, root: root.ref, components: [root], dependencies: [], compositions: [] };
  return [{ bill: own, label: ROOT_LABEL, standing: 'declared' }, ...sorted];
};

/** New refs, readable and the same for the same components. */
const issueRefs = (groups: readonly Group[]): ReadonlyMap<Group, string> => {
  const refs = new Map<Group, string>();
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  for (const group of groups.toSorted(compareBy(groupLabel, (item) => item.key))) {
    const label = groupLabel(group) || 'component';
    let count = counts.get(label) ?? 0;
    let ref: string;
    // A component may be named like a ref of ours.
    do {
      count += 1;
      ref = count === 1 ? label : `${label}##${count}`;
    } while (taken.has(ref));
    counts.set(label, count);
    taken.add(ref);
    refs.set(group, ref);
  }
  return refs;
};

const mergeDependencies = (
  inputs: readonly MergeInput[],
  refOf: (index: number, ref: string) => string | undefined,
  root: string | undefined,
): readonly Dependency[] => {
  const dependencies: Dependency[] = [];
  for (const [index, { bill }] of inputs.entries()) {
    const targets = (refs: readonly string[], from: string): readonly string[] =>
      refs.map((ref) => refOf(index, ref)).filter((ref) => ref !== undefined && ref !== from) as string[];
    for (const { ref, dependsOn } of bill.dependencies) {
      const from = refOf(index, ref);
      if (from !== undefined) dependencies.push({ ref: from, dependsOn: targets(dependsOn, from) });
    }
    // What another document describes is a part of what this one does.
    if (root !== undefined && bill.components.length > 0) {
      const entries = targets(entryPoints(bill), root);
      if (entries.length > 0) dependencies.push({ ref: root, dependsOn: entries });
    }
  }
  return dependencies;
};

/** Of two statements about the same component, the most trusted document's stands. */
const mergeCompositions = (
  inputs: readonly MergeInput[],
  refOf: (index: number, ref: string) => string | undefined,
): readonly Composition[] => {
  const said = {
    assemblies: new Map<string, Composition['aggregate']>(),
    dependencies: new Map<string, Composition['aggregate']>(),
  };
  for (const [index, { bill }] of inputs.entries())
    for (const composition of bill.compositions)
      for (const field of ['assemblies', 'dependencies'] as const)
        for (const name of composition[field] ?? []) {
          const ref = refOf(index, name);
          if (ref !== undefined && !said[field].has(ref)) said[field].set(ref, composition.aggregate);
        }
  const aggregates = [...new Set([...said.assemblies.values(), ...said.dependencies.values()])].sort(
    compareText,
  );
  const refsWith = (field: 'assemblies' | 'dependencies', aggregate: Composition['aggregate']) =>
    filled([...said[field]].filter(([, word]) => word === aggregate).map(([ref]) => ref));
  return aggregates.map((aggregate) =>
    compact({
      aggregate,
      assemblies: refsWith('assemblies', aggregate),
      dependencies: refsWith('dependencies', aggregate),
    }),
  );
};

const distinct = <T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined =>
  filled([
    ...new Map(lists.flatMap((list) => list ?? []).map((item) => [JSON.stringify(item), item])).values(),
  ]);

const mergeMetadata = (inputs: readonly MergeInput[]): BillMetadata => {
  const all = inputs.map(({ bill }) => bill.metadata);
  const timestamps = all
    .map(({ timestamp }) => timestamp)
    .filter((timestamp) => timestamp !== undefined && !Number.isNaN(Date.parse(timestamp))) as string[];
  return compact({
    // The newest of them: none of them knew more than it says.
    timestamp: timestamps.toSorted((a, b) => Date.parse(b) - Date.parse(a) || compareText(a, b))[0],
    tools: distinct(all.map(({ tools }) => tools)),
    lifecycles: distinct(all.map(({ lifecycles }) => lifecycles)),
    authors: distinct(all.map(({ authors }) => authors)),
    supplier: all.find(({ supplier }) => supplier !== undefined)?.supplier,
    manufacturer: all.find(({ manufacturer }) => manufacturer !== undefined)?.manufacturer,
    licenses: all.find(({ licenses }) => licenses !== undefined)?.licenses,
    properties: distinct(all.map(({ properties }) => properties)),
  });
};

const parentOf = (group: Group, grouping: Grouping, refs: ReadonlyMap<Group, string>): string | undefined => {
  for (const { component, index } of group.members) {
    const parent = component.parent === undefined ? undefined : grouping.groupOf(index, component.parent);
    if (parent !== undefined && parent !== group) return refs.get(parent);
  }
  return undefined;
};

/**
 * Makes one bill of several documents about the same artifact. The same component, known by canonical purl, by content or by
 * path, stands in it once; what the documents say differently is reported, and what the maker declared wins over what was observed.
 * Refs are issued anew, so that the order of the inputs and the names inside them do not matter.
 */
export const merge = (documents: readonly MergeInput[], options: MergeOptions = {}): Merged => {
  const sorted = ranked(documents, undefined);
  const root = chooseRoot(sorted, options);
  const inputs = ranked(documents, root);
  const grouping = groupComponents(inputs);
  const refs = issueRefs(grouping.groups);
  const refOf = (index: number, ref: string): string | undefined => {
    const group = grouping.groupOf(index, ref);
    return group === undefined ? undefined : refs.get(group);
  };
  const rootRef = root === undefined ? undefined : refOf(0, root.ref);
  const components = grouping.groups.map((group) =>
    mergeComponent(group, refs.get(group) ?? '', parentOf(group, grouping, refs)),
  );
  const bill = orderBill(
    compact({
      metadata: mergeMetadata(sorted),
      root: rootRef,
      components,
      dependencies: mergeDependencies(inputs, refOf, rootRef),
      compositions: mergeCompositions(inputs, refOf),
      externalReferences: distinct(sorted.map((input) => input.bill.externalReferences)),
      properties: distinct(sorted.map((input) => input.bill.properties)),
    }),
  );
  const conflicts = [
    ...rootConflicts(sorted, root),
    ...grouping.groups.flatMap((group) =>
      conflictsOf({ ...group, members: group.members.filter(({ input }) => input.label !== ROOT_LABEL) }),
    ),
    ...versionConflicts(sorted),
    ...grouping.conflicts,
  ].sort(
    compareBy(
      (conflict) => conflict.component,
      (conflict) => conflict.field,
      (conflict) => JSON.stringify(conflict.claims),
    ),
  );
  return { bill, conflicts };
};
