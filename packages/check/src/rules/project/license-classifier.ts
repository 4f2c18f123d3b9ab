import { projectRule } from './project-rule.ts';

export const licenseClassifier = projectRule(
  {
    id: 'project/license-classifier',
    title: 'No licence classifier stands beside a licence expression',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 639, Deprecate license classifiers',
    why: 'Two places can then state two licences; build backends may stop at it.',
    todo: 'Remove the classifiers that begin with "License ::".',
  },
  ['license-classifier'],
);
