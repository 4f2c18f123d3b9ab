import { projectRule } from './project-rule.ts';

export const requiredKeys = projectRule(
  {
    id: 'project/required-keys',
    title: 'Keys that must be there are',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification',
    why: 'Build backends stop, or guess what was meant.',
    todo: 'Add the key, or list it in dynamic where the backend finds it out.',
  },
  ['missing-key'],
);
