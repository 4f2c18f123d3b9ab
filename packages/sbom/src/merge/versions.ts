import { kindKey, purlKey } from '../bill/identity.ts';
import { compareBy, sortedSet } from '../compact/order.ts';
import type { Conflict, MergeInput } from './types.ts';

/**
 * Documents that name the same package in different versions and agree on none. One document may well name several
 * versions of a package; that is no conflict.
 */
export const versionConflicts = (inputs: readonly MergeInput[]): readonly Conflict[] => {
  const kinds = new Map<string, Map<number, Set<string>>>();
  for (const [index, { bill }] of inputs.entries())
    for (const component of bill.components) {
      if (component.version === undefined || purlKey(component) === undefined) continue;
      const key = kindKey(component);
      const documents = kinds.get(key) ?? new Map<number, Set<string>>();
      const versions = documents.get(index) ?? new Set();
      documents.set(index, versions.add(component.version));
      kinds.set(key, documents);
    }
  return [...kinds]
    .filter(([, documents]) => {
      const total = [...documents.values()].reduce((sum, versions) => sum + versions.size, 0);
      const all = new Set([...documents.values()].flatMap((versions) => [...versions]));
      return documents.size > 1 && all.size === total;
    })
    .map(
      ([component, documents]): Conflict => ({
        component,
        field: 'version',
        claims: [...documents].map(([index, versions]) => ({
          label: inputs[index]?.label ?? '',
          value: sortedSet(versions).join(', '),
        })),
      }),
    )
    .sort(compareBy((conflict) => conflict.component));
};
