import type { Rule } from '@custody/findings';

/** Judged while the document is recognised: see `readDocument`. PEP 770 forbids indexes to reject unknown standards. */
export const knownFormat: Rule = {
  id: 'sbom/known-format',
  title: 'The document follows a standard and version that custody reads',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 770, SBOM data interoperability',
  why: 'what cannot be read was not judged',
  todo: 'Nothing, or write the document as CycloneDX 1.4-1.7 or SPDX 2.3 JSON where tools should read it.',
};

export const isSbom: Rule = {
  id: 'sbom/is-sbom',
  title: 'The file is an SBOM',
  severity: 'medium',
  confidence: 'high',
  sources: ['standard'],
  standard: 'PEP 770, SBOM files in project formats',
  why: 'tools read every file of that directory as an SBOM',
  todo: 'Move the file elsewhere, or mend it.',
};
