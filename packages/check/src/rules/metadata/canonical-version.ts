import { metadataRule } from './metadata-rule.ts';

export const canonicalVersion = metadataRule(
  {
    id: 'metadata/canonical-version',
    title: 'Version is written in its normal form',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Version specifiers, Normalization',
    why: 'One release then goes by several spellings, and those who compare text take them for several releases.',
    todo: 'Write the version in its normal form.',
  },
  ['version-not-canonical'],
);
