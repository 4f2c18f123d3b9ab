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
  const known = (ref: Ref): boolean => refs.has(ref) || isBomLink(ref);
  const keep = (list: readonly Ref[], from: string, sign = ''): readonly Ref[] => {
    if (list.every(known)) return list;
    for (const ref of list) if (!known(ref)) lose(`${from}${sign} ${ref}`);
    return list.filter(known);
  };
  const isKnown = ({ ref }: Dependency): boolean => {
    if (known(ref)) return true;
    lose(`the dependencies of ${ref}`);
    return false;
  };
  return {
    dependencies: graph.dependencies.filter(isKnown).map((dependency) => {
      const dependsOn = keep(dependency.dependsOn, dependency.ref, ' →');
      return dependsOn === dependency.dependsOn ? dependency : { ref: dependency.ref, dependsOn };
    }),
    compositions: graph.compositions.map(({ aggregate, assemblies, dependencies }) =>
      compact({
        aggregate,
        assemblies: assemblies === undefined ? undefined : keep(assemblies, aggregate, ':'),
        dependencies: dependencies === undefined ? undefined : keep(dependencies, aggregate, ':'),
      }),
    ),
  };
};
