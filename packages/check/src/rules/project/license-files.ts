import { projectRule } from './project-rule.ts';

export const licenseFiles = projectRule(
  {
    id: 'project/license-files',
    title: 'license-files are patterns below the project',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Glob patterns; PEP 639',
    why: 'Build backends stop at a pattern that leaves the project, or pack files of the build machine.',
    todo: 'Name them relative to pyproject.toml with "/", without "..".',
  },
  ['license-files'],
);
