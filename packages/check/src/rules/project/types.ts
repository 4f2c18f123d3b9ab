import { projectRule } from './project-rule.ts';

export const types = projectRule(
  {
    id: 'project/types',
    title: 'Every value has the type of its key',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification',
    why: 'Build backends stop at it.',
    todo: 'Write the value as the specification asks for.',
  },
  ['wrong-type'],
);
