import { metadataRule } from './metadata-rule.ts';

export const licenseClassifier = metadataRule(
  {
    id: 'metadata/license-classifier',
    title: 'No licence classifier stands beside License-Expression',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 639, Deprecate license classifiers',
    why: 'Two places can then state two licences; the classifiers are deprecated.',
    todo: 'Remove the classifiers that begin with "License ::".',
  },
  ['license-classifier'],
);
