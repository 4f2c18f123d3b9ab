import { projectRule } from './project-rule.ts';

export const bounds = projectRule(
  {
    id: 'project/bounds',
    title: 'All problems of pyproject.toml are listed',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: 'What lies behind the bound of problems is not told.',
    todo: 'Mend those that are told and run again.',
  },
  ['more-problems'],
);
