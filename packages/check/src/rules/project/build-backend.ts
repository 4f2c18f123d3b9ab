import { projectRule } from './project-rule.ts';

export const buildBackend = projectRule(
  {
    id: 'project/build-backend',
    title: 'The build backend is named as an object of a module',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 517',
    why: 'Nothing can be built.',
    todo: 'Write "package.module" or "package.module:object".',
  },
  ['build-backend'],
);
