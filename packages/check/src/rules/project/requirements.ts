import { projectRule } from './project-rule.ts';

export const requirements = projectRule(
  {
    id: 'project/requirements',
    title: 'Every dependency is a requirement',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Dependency specifiers',
    why: 'Build backends and installers stop at it.',
    todo: 'Write it as the dependency specifiers standard defines it.',
  },
  ['requirement'],
);
