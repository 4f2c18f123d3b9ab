import { metadataRule } from './metadata-rule.ts';

export const requiresPython = metadataRule(
  {
    id: 'metadata/requires-python',
    title: 'Requires-Python is a set of version specifiers',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Requires-Python',
    why: 'Installers ignore it or refuse the file, and then take it for Pythons that it does not support.',
    todo: 'Write it like ">=3.10".',
  },
  ['requires-python'],
);
