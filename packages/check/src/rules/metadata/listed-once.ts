import { metadataRule } from './metadata-rule.ts';

export const listedOnce = metadataRule(
  {
    id: 'metadata/listed-once',
    title: 'Classifiers and licence files are listed once',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    why: 'A list with doubles was put together by accident: something else may be missing from it.',
    todo: 'Remove the double.',
  },
  ['classifier-duplicate', 'license-file-duplicate'],
);
