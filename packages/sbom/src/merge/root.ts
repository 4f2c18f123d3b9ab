import { kindKey, labelOf } from '../bill/identity.ts';
import type { Bill, Component } from '../bill/types.ts';
import type { Conflict, MergeInput, MergeOptions } from './types.ts';

const rootOf = (bill: Bill): Component | undefined =>
  bill.root === undefined ? undefined : bill.components.find((component) => component.ref === bill.root);

const isPython = (component: Component): boolean => component.purl?.startsWith('pkg:pypi/') === true;

/** What the merged document describes. */
export const chooseRoot = (inputs: readonly MergeInput[], options: MergeOptions): Component | undefined => {
  if (options.root !== undefined) return options.root;
  const roots = inputs.map(({ bill }) => rootOf(bill)).filter((root) => root !== undefined);
  return roots.find(isPython) ?? roots[0];
};

/** Documents about other releases of what is described: they were not meant for this artifact. */
export const rootConflicts = (
  inputs: readonly MergeInput[],
  root: Component | undefined,
): readonly Conflict[] => {
  if (root === undefined) return [];
  const others = inputs.flatMap(({ bill, label }) => {
    const other = rootOf(bill);
    const differs =
      other !== undefined &&
      isPython(other) === isPython(root) &&
      (kindKey(other) !== kindKey(root) ||
        (other.version !== undefined && root.version !== undefined && other.version !== root.version));
    return other !== undefined && differs && isPython(root) ? [{ label, value: labelOf(other) }] : [];
  });
  return others.length === 0 ? [] : [{ component: labelOf(root), field: 'root', claims: others }];
};

/** Where a document's own graph begins: its root, or without one whatever nothing else in it needs or holds. */
export const entryPoints = (bill: Bill): readonly string[] => {
  if (bill.root !== undefined) return [bill.root];
  const needed = new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn));
  return bill.components
    .filter(({ ref, parent }) => parent === undefined && !needed.has(ref))
    .map(({ ref }) => ref);
};
