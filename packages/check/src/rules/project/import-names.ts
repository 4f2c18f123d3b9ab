import { projectRule } from './project-rule.ts';

export const importNames = projectRule(
  {
    id: 'project/import-names',
    title: 'Import names are dotted identifiers',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 794',
    why: 'Tools map imports to projects by them; build backends stop at what is no name.',
    todo: 'Write dotted identifiers, with "; private" behind those that are not public.',
  },
  ['import-name'],
);
