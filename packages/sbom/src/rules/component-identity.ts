import type { Component } from '../bill/types.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

const isIdentified = ({ purl, cpe, hashes = [], externalReferences = [] }: Component): boolean =>
  purl !== undefined ||
  cpe !== undefined ||
  hashes.length > 0 ||
  externalReferences.some((reference) => reference.type === 'distribution');

const missing = (component: Component): readonly string[] => {
  // A file of the artifact is identified by its path and hash.
  if (component.type === 'file') return (component.hashes ?? []).length === 0 ? ['no hash'] : [];
  return [
    ...(component.name === '' ? ['no name'] : []),
    ...(component.version === undefined || component.version === '' ? ['no version'] : []),
    ...(isIdentified(component) ? [] : ['no identifier (purl, CPE or download URL)']),
  ];
};

export const componentIdentity: SbomRule = {
  rule: {
    id: 'sbom/component-identity',
    title: 'Every component has a name, a version and an identifier',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 770, SBOM data interoperability; NTIA minimum elements, other unique identifiers',
    why: 'a component that cannot be identified is matched with no advisory, so its flaws stay unseen',
    todo: 'Give the component its version and a purl; where the version is not known, say so by a composition "unknown".',
  },
  judge: function* ({ bill, places }): Generator<Observation> {
    for (const component of bill.components) {
      const parts = missing(component);
      if (parts.length > 0)
        yield {
          pointer: places.get(component.ref) ?? '',
          message: `the component ${quote(component.name)} has ${parts.join(', ')}`,
        };
    }
  },
};
