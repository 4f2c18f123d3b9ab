import { projectRule } from './project-rule.ts';

export const dynamic = projectRule(
  {
    id: 'project/dynamic',
    title: 'dynamic lists keys that may be left to the build backend, and are',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]; PEP 808',
    why: 'Build backends must stop at it: what is written and what is built could differ.',
    todo: 'Remove the key from dynamic, or from the table.',
  },
  ['dynamic'],
);
