import { recordRule } from './record-rule.ts';

export const lines = recordRule(
  {
    id: 'record/lines',
    title: 'Every reader splits RECORD into the same rows',
    severity: 'medium',
    confidence: 'high',
    sources: ['pypi-warns', 'custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'Some readers end a row where others go on, so that they see different files listed.',
    todo: 'Rename the file, and write RECORD with plain line feeds and without a byte order mark.',
  },
  ['byte-order-mark', 'line-splitting-character', 'quoted-newline'],
);
