import { zipRule } from './zip-rule.ts';

export const compressionMethod = zipRule(
  {
    id: 'zip/compression-method',
    title: 'Entries are stored or deflated',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'PEP 427, File format; PyPI archive rules',
    why: 'Installers read no other method.',
    todo: 'Rebuild the archive with the methods stored or deflated.',
  },
  ['compression-method'],
);
