import { objectOf, textOf } from '../json/value.ts';
import { refMember, refTable } from './collect-refs.ts';
import { type Observation, quote, type SbomRule } from './types.ts';

const TWIN = /^\/components\/[0-9]+$/;

export const uniqueRefs: SbomRule = {
  rule: {
    id: 'sbom/unique-refs',
    title: 'Every bom-ref or SPDXID is given once',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'CycloneDX, bom-ref; SPDX 2.3, clause 7.2',
    why: 'with two bearers of one name nobody can tell which of them a dependency or statement means',
    todo: 'Give every element a name of its own.',
  },
  judge: (context): readonly Observation[] => {
    const { document } = context;
    const name = refMember(document.detection.kind);
    const rootRef = textOf(objectOf(objectOf(document.json, 'metadata'), 'component'), 'bom-ref');
    return refTable(context).repeated.map(({ ref, pointer }) => {
      // auditwheel and others list the root among the components too, which every reader understands.
      const twin = ref === rootRef && TWIN.test(pointer);
      return {
        pointer: `${pointer}/${name}`,
        message: twin
          ? `the root component ${quote(ref)} stands among the components too`
          : `${quote(ref)} is given more than once`,
        ...(twin ? { severity: 'info' as const } : {}),
      };
    });
  },
};
