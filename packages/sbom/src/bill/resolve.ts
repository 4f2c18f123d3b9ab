import { compact } from '../compact/compact.ts';
import type { Composition, Dependency, Loss, Ref } from './types.ts';

type Graph = { readonly dependencies: readonly Dependency[]; readonly compositions: readonly Composition[] };

/** A BOM-Link names something in another document (CycloneDX, "BOM-Link"). */
export const isBomLink = (ref: Ref): boolean => ref.startsWith('urn:cdx:');

/** The graph without what names no component of the bill: a tool, a service, or nothing at all. */
export const resolveGraph = (graph: Graph, refs: ReadonlySet<Ref>, losses: Loss[], path: string): Graph => {
  const lose = (what: string): void => {
    losses.push({ path, what: what.slice(0, 200), why: 'it names no component that the bill holds' });
  };
  const known = (ref: Ref, from: string): boolean => {
    if (refs.has(ref) || isBomLink(ref)) return true;
    lose(`${from} ${ref}`);
    return false;
  };
  return {
    dependencies: graph.dependencies
      .filter(({ ref }) => known(ref, 'the dependencies of'))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((need) => known(need, `${ref} →`)) })),
    compositions: graph.compositions.map(({ aggregate, assemblies, dependencies }) =>
      compact({
        aggregate,
        assemblies: assemblies?.filter((ref) => known(ref, `${aggregate}:`)),
        dependencies: dependencies?.filter((ref) => known(ref, `${aggregate}:`)),
      }),
    ),
  };
};
