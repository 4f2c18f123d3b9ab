import { projectRule } from './project-rule.ts';

export const name = projectRule(
  {
    id: 'project/name',
    title: 'The name is a project name',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]',
    why: 'No index can hold it; build backends stop at it.',
    todo: 'Use ASCII letters and digits, with ".", "-" and "_" only between them.',
  },
  ['name'],
);
