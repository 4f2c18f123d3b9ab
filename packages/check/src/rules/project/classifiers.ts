import { projectRule } from './project-rule.ts';

export const classifiers = projectRule(
  {
    id: 'project/classifiers',
    title: 'Every classifier has the form "Topic :: Subtopic"',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]; PEP 301',
    why: 'PyPI takes only classifiers of its list, all of which have this form.',
    todo: "Take the classifier from PyPI's list.",
  },
  ['classifier'],
);
