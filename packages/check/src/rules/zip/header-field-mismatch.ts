import { zipRule } from './zip-rule.ts';

export const headerFieldMismatch = zipRule(
  {
    id: 'zip/header-field-mismatch',
    title: 'Local headers and central directory agree on method, flags, CRC and time',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.7, 4.3.12',
    why: 'Readers that trust one of the two unpack different bytes, or fail.',
    todo: 'Rebuild the archive with a tool that writes both headers alike.',
  },
  ['header-field-mismatch'],
);
