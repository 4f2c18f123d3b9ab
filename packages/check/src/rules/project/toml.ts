import { projectRule } from './project-rule.ts';

export const toml = projectRule(
  {
    id: 'project/toml',
    title: 'pyproject.toml is TOML',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'TOML 1.0',
    why: 'Nothing can be built from it, and nothing is known of the project.',
    todo: 'Correct the syntax at the place that is named.',
  },
  ['toml-syntax'],
);
