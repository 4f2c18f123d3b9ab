import { projectRule } from './project-rule.ts';

export const groupNames = projectRule(
  {
    id: 'project/group-names',
    title: 'Every dependency group is a name of its own',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Dependency groups (PEP 735)',
    why: 'Tools stop at it: two groups that differ in spelling only are one.',
    todo: 'Use lower-case ASCII letters and digits with hyphens between them.',
  },
  ['group-name'],
);
