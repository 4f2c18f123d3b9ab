import { metadataRule } from './metadata-rule.ts';

export const importName = metadataRule(
  {
    id: 'metadata/import-name',
    title: 'Import-Name and Import-Namespace hold names that can be imported',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Import-Name; PEP 794',
    why: 'Tools map imports to projects by it; PyPI refuses what is no name.',
    todo: 'Write dotted identifiers, with "; private" behind those that are not public.',
  },
  ['import-name'],
);
