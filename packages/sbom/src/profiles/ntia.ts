import type { SbomRule } from '../rules/types.ts';
import { hasAuthor, hasDependencies, hasIdentifier, hasSupplier } from './common.ts';
import { judgeProfile, ofComponents, ofDocument, type ProfileElement } from './element.ts';

const CLAUSE = 'NTIA, The Minimum Elements For an SBOM, 2021, Data Fields';

export const NTIA_ELEMENTS: readonly ProfileElement[] = [
  ofDocument('Author of SBOM Data', CLAUSE, hasAuthor),
  ofDocument('Timestamp', CLAUSE, ({ bill }) => bill.metadata.timestamp !== undefined),
  ofComponents('Supplier Name', CLAUSE, hasSupplier),
  ofComponents('Component Name', CLAUSE, (component) => component.name !== ''),
  ofComponents('Version of the Component', CLAUSE, (component) => (component.version ?? '') !== ''),
  ofComponents('Other Unique Identifiers', CLAUSE, hasIdentifier),
  ofComponents('Dependency Relationship', CLAUSE, hasDependencies),
];

export const ntia: SbomRule = {
  rule: {
    id: 'sbom/ntia',
    title: 'The document has the NTIA minimum elements',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: CLAUSE,
    why: 'buyers who follow the minimum elements refuse a document that lacks one of them',
    todo: 'Add the element named.',
  },
  judge: (context) => judgeProfile(context, NTIA_ELEMENTS),
};
