import { containersOf } from '../bill/container.ts';
import { exactKey, kindKey, kindLabel, labelOf } from '../bill/identity.ts';
import type { Bill, Component, Ref } from '../bill/types.ts';
import { compareBy } from '../compact/order.ts';

export type Named = { readonly component: Component; readonly label: string };

export type Pairing = {
  readonly pairs: readonly { readonly before: Named; readonly after: Named }[];
  readonly added: readonly Named[];
  readonly removed: readonly Named[];
};

const groupBy = (bill: Bill): ReadonlyMap<string, readonly Component[]> => {
  const groups = new Map<string, Component[]>();
  for (const component of bill.components) {
    const key = kindKey(component);
    const group = groups.get(key) ?? [];
    group.push(component);
    groups.set(key, group);
  }
  for (const group of groups.values())
    group.sort(
      compareBy(
        (item) => item.version,
        (item) => JSON.stringify({ ...item, ref: '', parent: '' }),
      ),
    );
  return groups;
};

type Exactly = (component: Component) => string;

/** As `exactKey`; a file also by what it lies in, for two wheels in a wheel may have the same path. */
const exactlyIn = (bill: Bill): Exactly => {
  const containerOf = containersOf(bill);
  return (component) =>
    component.type === 'file' ? `${exactKey(component)} in ${containerOf(component)}` : exactKey(component);
};

/** Pairs equal versions first, then what is left, in the order of their versions. */
const pairGroup = (
  before: readonly Component[],
  after: readonly Component[],
  exactBefore: Exactly,
  exactAfter: Exactly,
): readonly (readonly [Component | undefined, Component | undefined])[] => {
  const waiting = new Map<string, Component[]>();
  // The last first, so that taking one from the end takes them in their order.
  for (const component of after.toReversed()) {
    const key = exactAfter(component);
    const queue = waiting.get(key);
    if (queue === undefined) waiting.set(key, [component]);
    else queue.push(component);
  }
  const pairs: (readonly [Component | undefined, Component | undefined])[] = [];
  const lonely: Component[] = [];
  for (const component of before) {
    const match = waiting.get(exactBefore(component))?.pop();
    if (match === undefined) lonely.push(component);
    else pairs.push([component, match]);
  }
  const rest = [...waiting.values()].flatMap((queue) => queue.toReversed());
  // Only where it is clear which became which is it a change of version.
  if (lonely.length === 1 && rest.length === 1) pairs.push([lonely[0], rest[0]]);
  else for (const item of lonely) pairs.push([item, undefined]);
  if (lonely.length !== 1 || rest.length !== 1) for (const item of rest) pairs.push([undefined, item]);
  return pairs;
};

/** Finds which component of one bill is which of the other. */
export const pairComponents = (before: Bill, after: Bill): Pairing => {
  const [old, young] = [groupBy(before), groupBy(after)];
  const pairing = { pairs: [], added: [], removed: [] } as {
    pairs: { before: Named; after: Named }[];
    added: Named[];
    removed: Named[];
  };
  const [exactBefore, exactAfter] = [exactlyIn(before), exactlyIn(after)];
  for (const key of new Set([...old.keys(), ...young.keys()]))
    for (const [one, two] of pairGroup(old.get(key) ?? [], young.get(key) ?? [], exactBefore, exactAfter)) {
      if (one !== undefined && two !== undefined)
        pairing.pairs.push({
          before: { component: one, label: kindLabel(one) },
          after: { component: two, label: kindLabel(one) },
        });
      else if (one !== undefined) pairing.removed.push({ component: one, label: labelOf(one) });
      else if (two !== undefined) pairing.added.push({ component: two, label: labelOf(two) });
    }
  return pairing;
};

/** How both bills call a component, so that dependencies can be compared: paired ones alike, whatever their refs. */
export const namesOf = (
  pairing: Pairing,
): { readonly before: ReadonlyMap<Ref, string>; readonly after: ReadonlyMap<Ref, string> } => {
  const counts = new Map<string, number>();
  const before = new Map<Ref, string>();
  const after = new Map<Ref, string>();
  const name = (label: string): string => {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  };
  for (const pair of pairing.pairs) {
    const shared = name(pair.before.label);
    before.set(pair.before.component.ref, shared);
    after.set(pair.after.component.ref, shared);
  }
  for (const { component, label } of pairing.removed) before.set(component.ref, name(label));
  for (const { component, label } of pairing.added) after.set(component.ref, name(label));
  return { before, after };
};
