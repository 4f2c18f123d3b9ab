import { projectRule } from './project-rule.ts';

export const readme = projectRule(
  {
    id: 'project/readme',
    title: 'The readme is a file or a text whose type is told',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]',
    why: 'Build backends stop, or PyPI shows it as something else.',
    todo: 'Name a .md, .rst or .txt file, or give content-type with file or text.',
  },
  ['readme'],
);
