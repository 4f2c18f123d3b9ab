import { projectRule } from './project-rule.ts';

export const urls = projectRule(
  {
    id: 'project/urls',
    title: 'Every URL is an http or https URL with a label of at most 32 characters',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'pyproject.toml specification, [project]; PyPI',
    why: 'PyPI refuses what is built from it.',
    todo: 'Write full URLs under short labels.',
  },
  ['url'],
);
