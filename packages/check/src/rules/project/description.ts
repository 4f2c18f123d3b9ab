import { projectRule } from './project-rule.ts';

export const description = projectRule(
  {
    id: 'project/description',
    title: 'The description is one line',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'pyproject.toml specification, [project]',
    why: 'It becomes the Summary of the metadata, of which PyPI takes one line.',
    todo: 'Shorten it to one line; the rest belongs in the readme.',
  },
  ['description'],
);
