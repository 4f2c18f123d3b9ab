import { projectRule } from './project-rule.ts';

export const encoding = projectRule(
  {
    id: 'project/encoding',
    title: 'pyproject.toml is UTF-8',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'TOML 1.0',
    why: 'Strict readers refuse the file; lenient ones guess what it says.',
    todo: 'Save it as UTF-8.',
  },
  ['not-utf8'],
);
