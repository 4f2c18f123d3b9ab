import { metadataRule } from './metadata-rule.ts';

export const lines = metadataRule(
  {
    id: 'metadata/lines',
    title: 'Every line before the description is a field',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications',
    why: 'Readers end the fields at such a line: those behind it become part of the description for one tool and stay fields for another.',
    todo: 'Remove the line, or indent it where it continues the field above it.',
  },
  ['malformed-line'],
);
