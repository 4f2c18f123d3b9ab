import type { Component } from '../bill/types.ts';
import { listOf } from '../json/value.ts';
import type { SbomRule } from '../rules/types.ts';
import { hasDependencies, isReachable } from './common.ts';
import { judgeProfile, ofComponents, ofDocument, type ProfileElement } from './element.ts';

const STANDARD = 'BSI TR-03183-2, version 2.1.0';

/** BSI's taxonomy of CycloneDX properties: `bsi:component:filename` and so on. */
const says = (component: Component, name: string): boolean =>
  (component.properties ?? []).some(
    (property) => property.name === `bsi:component:${name}` && property.value !== '',
  );

export const BSI_ELEMENTS: readonly ProfileElement[] = [
  ofDocument(
    'CycloneDX 1.6 or SPDX 3.0.1, or newer',
    `${STANDARD}, section 4`,
    ({ document: { detection } }) =>
      detection.kind === 'cyclonedx' ? detection.version === '1.6' || detection.version === '1.7' : false,
  ),
  ofDocument('Creator of the SBOM, with an e-mail address or URL', `${STANDARD}, section 5.2.1`, ({ bill }) =>
    isReachable(bill.metadata.manufacturer, bill.metadata.authors),
  ),
  ofDocument('Timestamp', `${STANDARD}, section 5.2.1`, ({ bill }) => bill.metadata.timestamp !== undefined),
  ofDocument(
    'No vulnerability information',
    `${STANDARD}, section 3.1`,
    ({ document }) => listOf(document.json, 'vulnerabilities').length === 0,
  ),
  ofComponents(
    'Component creator, with an e-mail address or URL',
    `${STANDARD}, section 5.2.2`,
    ({ manufacturer, supplier, authors }) => isReachable(manufacturer, authors) || isReachable(supplier),
  ),
  ofComponents('Component name', `${STANDARD}, section 5.2.2`, (component) => component.name !== ''),
  ofComponents(
    'Component version',
    `${STANDARD}, section 5.2.2`,
    (component) => (component.version ?? '') !== '',
  ),
  ofComponents(
    'Filename of the component',
    `${STANDARD}, section 5.2.2`,
    (component) => component.type === 'file' || says(component, 'filename'),
  ),
  ofComponents('Dependencies on other components', `${STANDARD}, section 5.2.2`, hasDependencies),
  ofComponents(
    'Distribution licences',
    `${STANDARD}, section 5.2.2`,
    (component) => (component.licenses ?? []).length > 0,
  ),
  ofComponents('SHA-512 of the deployable component', `${STANDARD}, section 5.2.2`, (component) =>
    [
      ...(component.hashes ?? []),
      ...(component.externalReferences ?? []).flatMap((item) => item.hashes ?? []),
    ].some((hash) => hash.algorithm === 'SHA-512'),
  ),
  ...(['executable', 'archive', 'structured'] as const).map((name) =>
    ofComponents(`Property "${name}"`, `${STANDARD}, section 5.2.2`, (component) => says(component, name)),
  ),
];

export const bsi21: SbomRule = {
  rule: {
    id: 'sbom/bsi-2-1',
    title: 'The document has what BSI TR-03183-2 version 2.1 requires',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: STANDARD,
    why: "the guideline fixes how the European Cyber Resilience Act's duty to make an SBOM is met in Germany",
    todo: 'Add the element named.',
  },
  judge: (context) => judgeProfile(context, BSI_ELEMENTS),
};
