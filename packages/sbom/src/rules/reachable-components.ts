import type { Bill, Ref } from '../bill/types.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

/** What the root needs or is made of, directly or not. */
export const reachableFrom = (bill: Bill, root: Ref): ReadonlySet<Ref> => {
  const needs = new Map<Ref, readonly Ref[]>();
  const more = new Map<Ref, Ref[]>();
  const add = (from: Ref, to: Ref): void => {
    const list = more.get(from);
    if (list === undefined) more.set(from, [to]);
    else list.push(to);
  };
  // What most components need is written in one place: it is not copied.
  for (const { ref, dependsOn } of bill.dependencies)
    if (needs.has(ref)) for (const need of dependsOn) add(ref, need);
    else needs.set(ref, dependsOn);
  for (const { ref, parent } of bill.components) if (parent !== undefined) add(parent, ref);
  const reached = new Set([root]);
  const reach = (list: readonly Ref[] | undefined): void => {
    if (list !== undefined) for (const ref of list) reached.add(ref);
  };
  for (const ref of reached) {
    reach(needs.get(ref));
    reach(more.get(ref));
  }
  return reached;
};

export const reachableComponents: SbomRule = {
  rule: {
    id: 'sbom/reachable-components',
    title: 'Every component can be reached from the root',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 770, SBOM data interoperability; NTIA minimum elements, dependency relationship',
    why: 'a component that hangs in the air does not say why it is in the artifact, nor what would bring it in again',
    todo: 'Add the dependency, or the containment, that leads to the component.',
  },
  judge: function* ({ bill, places, document }): Generator<Observation> {
    if (bill.root === undefined) {
      if (bill.components.length > 0)
        yield {
          pointer: document.detection.kind === 'spdx' ? '/relationships' : '/dependencies',
          message: 'nothing can be reached, for the document names no root',
          severity: 'info',
        };
      return;
    }
    const reached = reachableFrom(bill, bill.root);
    for (const component of bill.components)
      if (!reached.has(component.ref))
        yield {
          pointer: places.get(component.ref) ?? '',
          message: `the component ${quote(component.name)} cannot be reached from the root`,
        };
  },
};
