import { projectRule } from './project-rule.ts';

export const groupIncludes = projectRule(
  {
    id: 'project/group-includes',
    title: 'Every included dependency group exists',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Dependency groups (PEP 735)',
    why: 'Tools stop at it, or install less than was meant.',
    todo: 'Write { include-group = "name" } with the name of a group of this file.',
  },
  ['group-include'],
);
