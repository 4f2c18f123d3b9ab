import { recordRule } from './record-rule.ts';

export const encoding = recordRule(
  {
    id: 'record/encoding',
    title: 'RECORD is UTF-8',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Binary distribution format, The .dist-info directory',
    why: 'Installers fail on it or decode its names differently, and PyPI treats the file as missing.',
    todo: 'Write RECORD as UTF-8.',
  },
  ['not-utf8'],
);
