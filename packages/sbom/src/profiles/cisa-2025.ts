import type { SbomRule } from '../rules/types.ts';
import { hasAuthor, hasDependencies, hasIdentifier, hasProducer } from './common.ts';
import { judgeProfile, ofComponents, ofDocument, type ProfileElement } from './element.ts';
import { TODO } from './todo.ts';

const CLAUSE = 'CISA, 2025 Minimum Elements for an SBOM (draft), Data Fields';

export const CISA_ELEMENTS: readonly ProfileElement[] = [
  ofDocument('SBOM Author', CLAUSE, hasAuthor, TODO.author),
  ofDocument('SBOM Tool Name', CLAUSE, ({ bill }) => (bill.metadata.tools ?? []).length > 0, TODO.tool),
  ofDocument('SBOM Timestamp', CLAUSE, ({ bill }) => bill.metadata.timestamp !== undefined, TODO.timestamp),
  ofDocument(
    'SBOM Generation Context',
    CLAUSE,
    ({ bill }) => (bill.metadata.lifecycles ?? []).length > 0,
    TODO.context,
  ),
  ofComponents('Software Producer', CLAUSE, hasProducer, TODO.supplier),
  ofComponents('Component Name', CLAUSE, (component) => component.name !== '', TODO.name),
  ofComponents('Component Version', CLAUSE, (component) => (component.version ?? '') !== '', TODO.version),
  ofComponents('Software Identifiers', CLAUSE, hasIdentifier, TODO.identifier),
  ofComponents('Component Hash', CLAUSE, (component) => (component.hashes ?? []).length > 0, TODO.hash),
  ofComponents('License', CLAUSE, (component) => (component.licenses ?? []).length > 0, TODO.license),
  ofComponents('Dependency Relationship', CLAUSE, hasDependencies, TODO.dependencies),
];

export const cisa2025: SbomRule = {
  rule: {
    id: 'sbom/cisa-2025',
    title: 'The document has the minimum elements of CISA 2025',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: CLAUSE,
    why: 'buyers who follow the minimum elements refuse a document that lacks one of them',
    todo: 'Add the element named.',
  },
  judge: (context) => judgeProfile(context, CISA_ELEMENTS),
};
