import { metadataRule } from './metadata-rule.ts';

export const encoding = metadataRule(
  {
    id: 'metadata/encoding',
    title: 'The metadata is UTF-8 without a byte order mark',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications',
    why: 'Readers guess another encoding, or take the mark for a part of the first field name, and then miss the field.',
    todo: 'Write the metadata as UTF-8 without a byte order mark; a current build backend does.',
  },
  ['not-utf8', 'byte-order-mark'],
);
