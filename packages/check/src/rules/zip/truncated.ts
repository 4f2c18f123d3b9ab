import { zipRule } from './zip-rule.ts';

export const truncated = zipRule(
  {
    id: 'zip/truncated',
    title: 'The archive is complete',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'APPNOTE 6.3.10, 4.3',
    why: 'Part of the file is missing: some readers fail, others see fewer files than were built.',
    todo: 'Copy or download the file again and compare its SHA-256 with the one recorded when it was built.',
  },
  ['truncated'],
);
