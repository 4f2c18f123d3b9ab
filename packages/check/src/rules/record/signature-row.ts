import { recordRule } from './record-rule.ts';

export const signatureRow = recordRule(
  {
    id: 'record/signature-row',
    title: 'RECORD does not list its own signatures',
    severity: 'low',
    confidence: 'high',
    sources: ['pypi-warns', 'standard'],
    standard: 'Binary distribution format, The .dist-info directory',
    why: 'A signature of RECORD cannot be hashed in it; PyPI finds a row too many and mails the maintainers.',
    todo: 'Leave RECORD.jws and RECORD.p7s out of RECORD, better out of the wheel.',
  },
  ['signature-row'],
);
