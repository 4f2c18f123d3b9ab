import { projectRule } from './project-rule.ts';

export const directReference = projectRule(
  {
    id: 'project/direct-reference',
    title: 'No published dependency is fetched from a URL',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PyPI, direct dependencies',
    why: 'Whoever holds the URL decides, at each installation anew, what code is installed; PyPI refuses what is built from it.',
    todo: 'Depend on a released version; for development put it into a dependency group.',
  },
  ['requirement-url'],
);
