import { recordRule } from './record-rule.ts';

export const directoryRow = recordRule(
  {
    id: 'record/directory-row',
    title: 'RECORD lists no directories',
    severity: 'low',
    confidence: 'high',
    sources: ['pypi-warns', 'standard'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'Directories should not be listed; PyPI finds no such file and mails the maintainers.',
    todo: 'Leave directories out of RECORD.',
  },
  ['directory-row'],
);
