import { projectRule } from './project-rule.ts';

export const extras = projectRule(
  {
    id: 'project/extras',
    title: 'Every extra is a name of its own',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]; PEP 685',
    why: 'Two extras that differ in spelling only are one; one that is no name cannot be asked for.',
    todo: 'Use lower-case ASCII letters and digits with hyphens between them.',
  },
  ['extra'],
);
