import { metadataRule } from './metadata-rule.ts';

export const newerFields = metadataRule(
  {
    id: 'metadata/newer-fields',
    title: 'No field is newer than the declared Metadata-Version',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications',
    why: 'Readers of the declared version do not know the field; PyPI refuses it.',
    todo: 'Declare the version that brought the field, or leave the field out.',
  },
  ['newer-field'],
);
