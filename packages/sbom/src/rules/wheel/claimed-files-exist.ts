import { quote } from '../types.ts';
import { inDocuments, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/claimed-files-exist',
  title: 'Every file that the SBOM speaks of is in the wheel',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 770, Motivation',
  why: 'a document about other files was made for another wheel, or files were taken out of this one afterwards',
  attack: "a clean release's document is laid into a wheel with other contents",
  todo: 'Make the document anew from the final wheel: `custody sbom embed`.',
};

export const claimedFilesExist: WheelSbomRule = {
  rule,
  judge: ({ file, contents, claims }) => {
    const names = new Set(contents.inspection.zip.entries.map(({ name }) => name));
    const seen = claims
      .filter(({ path }) => !names.has(path))
      .map(({ path, document, component }) => ({
        document,
        observation: {
          pointer: document.places.get(component.ref) ?? '',
          message: `${quote(path)} is not in the wheel`,
          // Where a component was seen may be told by its place in the sources, too.
          ...(component.type === 'file' ? {} : { severity: 'low' as const, confidence: 'low' as const }),
        },
      }));
    return { findings: inDocuments(rule, file, seen), unknowns: [] };
  },
};
