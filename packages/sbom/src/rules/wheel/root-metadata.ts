import { canonicalVersion } from '@custody/python';
import { parsePurl } from '../../purl/index.ts';
import { identityOfProject } from '../../wheel/project/component.ts';
import { quote } from '../types.ts';
import { inDocuments, type WheelSbomRule } from './types.ts';

const rule: WheelSbomRule['rule'] = {
  id: 'sbom/root-metadata',
  title: 'The SBOM describes the release that METADATA names',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 770, SBOM data interoperability',
  why: 'the document was made for another release, so that what it says does not hold for this one',
  attack: 'a clean document of one release is embedded in the artifact of another',
  todo: 'Make the document anew from the final wheel: `custody sbom embed`.',
};

const canonical = (version: string): string => canonicalVersion(version) ?? version;

/** Only a root that says it is a Python project can contradict METADATA: others describe what was built into it. */
export const rootMetadata: WheelSbomRule = {
  rule,
  judge: ({ file, contents, documents }) => {
    const metadata = contents.inspection.metadata?.parsed.metadata;
    const project = metadata === undefined ? undefined : identityOfProject(metadata);
    if (project === undefined) return { findings: [], unknowns: [] };
    const seen = documents.flatMap((document) => {
      const root = document.bill.components.find(({ ref }) => ref === document.bill.root);
      const purl = root?.purl === undefined ? undefined : parsePurl(root.purl);
      if (root === undefined || purl?.kind !== 'purl' || purl.parts.type !== 'pypi') return [];
      const version = purl.parts.version ?? root.version;
      const same =
        purl.parts.name === project.normalized &&
        (version === undefined || canonical(version) === project.version);
      if (same) return [];
      const described = [purl.parts.name, version].filter(Boolean).join(' ');
      const observation = {
        pointer: document.places.get(root.ref) ?? '',
        message: `the document describes ${quote(described)}, METADATA says ${quote(`${project.name} ${project.version}`)}`,
      };
      return [{ document, observation }];
    });
    return { findings: inDocuments(rule, file, seen), unknowns: [] };
  },
};
