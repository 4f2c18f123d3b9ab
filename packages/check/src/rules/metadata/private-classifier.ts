import { metadataRule } from './metadata-rule.ts';

export const privateClassifier = metadataRule(
  {
    id: 'metadata/private-classifier',
    title: 'No classifier keeps the project off PyPI',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PyPI, classifiers',
    why: 'PyPI refuses every upload with a classifier that begins with "Private ::".',
    todo: 'Remove it to publish; where it is meant to stay private, ignore this rule for it in the policy.',
  },
  ['private-classifier'],
);
