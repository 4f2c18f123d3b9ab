import { zipRule } from './zip-rule.ts';

export const notAZip = zipRule(
  {
    id: 'zip/not-a-zip',
    title: 'The file is a ZIP archive',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'APPNOTE 6.3.10, 4.3.16',
    why: 'An installer cannot open it at all.',
    todo: 'Build the file again; check that the upload or download was complete.',
  },
  ['not-a-zip'],
);
