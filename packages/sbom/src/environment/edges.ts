import { normalizeName, parseRequirement } from '@custody/python';
import type { Dependency } from '../bill/types.ts';

/** A distribution with the ref of its component. */
export type Placed = { readonly name: string; readonly ref: string; readonly requires: readonly string[] };

/**
 * Who needs whom by Requires-Dist, as far as it is installed. Markers are not evaluated: for which interpreter and with which extras
 * it was installed is not recorded (core metadata, Requires-Dist).
 */
export const requirementEdges = (placed: readonly Placed[]): readonly Dependency[] => {
  const byName = new Map<string, string[]>();
  for (const { name, ref } of placed) {
    const key = normalizeName(name);
    byName.set(key, [...(byName.get(key) ?? []), ref]);
  }
  return placed.map(({ ref, requires }) => ({
    ref,
    dependsOn: requires.flatMap((text) => {
      const read = parseRequirement(text);
      return read.kind === 'ok' ? (byName.get(read.name) ?? []).filter((need) => need !== ref) : [];
    }),
  }));
};
