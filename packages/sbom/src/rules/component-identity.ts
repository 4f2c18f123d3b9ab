import { admittedUnknown, missingIdentity } from '../bill/unidentified.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

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
