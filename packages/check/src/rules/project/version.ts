import { projectRule } from './project-rule.ts';

export const version = projectRule(
  {
    id: 'project/version',
    title: 'The version is a version',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]; Version specifiers',
    why: 'Build backends stop at it, and installers could not order it.',
    todo: 'Write it as the version specifiers standard defines it.',
  },
  ['version'],
);
