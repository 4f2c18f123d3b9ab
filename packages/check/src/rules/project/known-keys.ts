import { projectRule } from './project-rule.ts';

export const knownKeys = projectRule(
  {
    id: 'project/known-keys',
    title: 'Every key exists in its table',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification',
    why: 'Build backends stop at the key, or pass over what it was to say.',
    todo: 'Correct the name of the key, or move it into [tool].',
  },
  ['unknown-key'],
);
