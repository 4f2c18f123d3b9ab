import { strongHashes } from './identity.ts';
import type { Aggregate, Bill, Component, Ref } from './types.ts';

const isIdentified = ({ purl, cpe, hashes = [], externalReferences = [] }: Component): boolean =>
  purl !== undefined ||
  cpe !== undefined ||
  hashes.length > 0 ||
  externalReferences.some((reference) => reference.type === 'distribution');

/** What a component lacks to be identified, as words for people; empty where it has all. */
export const missingIdentity = (component: Component): readonly string[] => {
  // A file of the artifact is identified by its path and content.
  if (component.type === 'file') {
    if (strongHashes(component).length > 0) return [];
    const weak = (component.hashes ?? []).length > 0;
    return [weak ? 'no hash of SHA-256 or stronger' : 'no hash'];
  }
  return [
    ...(component.version === undefined || component.version === '' ? ['no version'] : []),
    ...(isIdentified(component) ? [] : ['no identifier (purl, CPE or download URL)']),
  ];
};

const admits = (aggregate: Aggregate): boolean =>
  aggregate === 'unknown' || aggregate.startsWith('incomplete');

/**
 * Components that the document admits not to know wholly: a known unknown is a statement, a gap is none. Of what they are tell
 * `assemblies`; that the needs of a component are unknown says nothing of the component itself.
 */
export const admittedUnknown = ({ compositions }: Bill): ReadonlySet<Ref> =>
  new Set(
    compositions.filter(({ aggregate }) => admits(aggregate)).flatMap(({ assemblies = [] }) => assemblies),
  );

/** The bill with a composition "unknown" for what lacks its identity, unless the bill speaks of its parts already. */
export const stateUnidentified = (bill: Bill): Bill => {
  const spoken = new Set(bill.compositions.flatMap(({ assemblies = [] }) => assemblies));
  const assemblies = bill.components
    .filter((component) => !spoken.has(component.ref) && missingIdentity(component).length > 0)
    .map(({ ref }) => ref);
  if (assemblies.length === 0) return bill;
  const before = bill.compositions.find(({ aggregate }) => aggregate === 'unknown');
  const stated = {
    ...before,
    aggregate: 'unknown' as const,
    assemblies: [...(before?.assemblies ?? []), ...assemblies],
  };
  return { ...bill, compositions: [...bill.compositions.filter((one) => one !== before), stated] };
};
