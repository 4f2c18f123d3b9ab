import { metadataRule } from './metadata-rule.ts';

export const requiredFields = metadataRule(
  {
    id: 'metadata/required-fields',
    title: 'Metadata-Version, Name and Version are there',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications',
    why: 'Without them nobody knows what the file is; indexes and installers refuse it.',
    todo: 'Build it again with a build backend that writes all three.',
  },
  ['missing-field'],
);
