import { zipRule } from './zip-rule.ts';

export const versionNeeded = zipRule(
  {
    id: 'zip/version-needed',
    title: 'No entry asks for a version of the format that readers do not know',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'APPNOTE 6.3.10, 4.4.3',
    why: "Python's zipfile, and with it pip and PyPI, fails on the whole archive; readers that ignore the field go on.",
    todo: 'Rebuild the archive with a standard tool.',
  },
  ['version-needed'],
);
