import { projectRule } from './project-rule.ts';

export const requiresPython = projectRule(
  {
    id: 'project/requires-python',
    title: 'requires-python is a set of version specifiers',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]',
    why: 'Build backends stop at it; installers would take the release for Pythons that it does not support.',
    todo: 'Write it like ">=3.10".',
  },
  ['requires-python'],
);
