import type { SbomRule } from '../rules/types.ts';
import { hasAuthor, hasDependencies, hasIdentifier, hasSupplier } from './common.ts';
import { judgeProfile, ofComponents, ofDocument, type ProfileElement } from './element.ts';
import { TODO } from './todo.ts';

const CLAUSE = 'NTIA, The Minimum Elements For an SBOM, 2021, Data Fields';

export const NTIA_ELEMENTS: readonly ProfileElement[] = [
  ofDocument('Author of SBOM Data', CLAUSE, hasAuthor, TODO.author),
  ofDocument('Timestamp', CLAUSE, ({ bill }) => bill.metadata.timestamp !== undefined, TODO.timestamp),
  ofComponents('Supplier Name', CLAUSE, hasSupplier, TODO.supplier),
  ofComponents('Component Name', CLAUSE, (component) => component.name !== '', TODO.name),
  ofComponents(
    'Version of the Component',
    CLAUSE,
    (component) => (component.version ?? '') !== '',
    TODO.version,
  ),
  ofComponents('Other Unique Identifiers', CLAUSE, hasIdentifier, TODO.identifier),
  ofComponents('Dependency Relationship', CLAUSE, hasDependencies, TODO.dependencies),
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
