import { strongHashes } from '../bill/identity.ts';
import type { Bill, Component, Ref } from '../bill/types.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

const isIdentified = ({ purl, cpe, hashes = [], externalReferences = [] }: Component): boolean =>
  purl !== undefined ||
  cpe !== undefined ||
  hashes.length > 0 ||
  externalReferences.some((reference) => reference.type === 'distribution');

/**
 * Components that the document admits not to know wholly: a known unknown is a statement, a gap is none. Of what they are tell
 * `assemblies`; that the needs of a component are unknown says nothing of the component itself.
 */
const admittedUnknown = ({ compositions }: Bill): ReadonlySet<Ref> =>
  new Set(
    compositions
      .filter(({ aggregate }) => aggregate === 'unknown' || aggregate.startsWith('incomplete'))
      .flatMap(({ assemblies = [] }) => assemblies),
  );

const missingIdentity = (component: Component): readonly string[] => {
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

export const componentIdentity: SbomRule = {
  rule: {
    id: 'sbom/component-identity',
    title: 'Every component has a name, a version and an identifier, or is stated to be unknown',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 770, SBOM data interoperability; NTIA minimum elements, other unique identifiers',
    why: 'a component that cannot be identified is matched with no advisory, so its flaws stay unseen',
    todo: 'Give the component its version and a purl; where the version is not known, say so by a composition "unknown".',
  },
  judge: function* ({ bill, places }): Generator<Observation> {
    const admitted = admittedUnknown(bill);
    for (const component of bill.components) {
      const parts = [
        ...(component.name === '' ? ['no name'] : []),
        ...(admitted.has(component.ref) ? [] : missingIdentity(component)),
      ];
      if (parts.length > 0)
        yield {
          pointer: places.get(component.ref) ?? '',
          message: `the component ${quote(component.name)} has ${parts.join(', ')}`,
        };
    }
  },
};
