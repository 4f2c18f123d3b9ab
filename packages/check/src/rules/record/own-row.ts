import { recordRule } from './record-rule.ts';

export const ownRow = recordRule(
  {
    id: 'record/own-row',
    title: 'RECORD lists itself',
    severity: 'medium',
    confidence: 'high',
    sources: ['pypi-warns', 'standard'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'PyPI finds a file that is not listed and mails the maintainers; uninstallers leave RECORD behind.',
    todo: 'Add the row of RECORD itself, with empty hash and size.',
  },
  ['own-row-missing'],
);
