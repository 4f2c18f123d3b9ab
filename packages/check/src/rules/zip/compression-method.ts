import { zipRule } from './zip-rule.ts';

export const compressionMethod = zipRule(
  {
    id: 'zip/compression-method',
    title: 'Entries are stored or deflated',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.4.5; PyPI archive rules',
    why: 'Few installers read any other method: the wheel installs in one place and fails in the next.',
    todo: 'Rebuild the archive with the methods stored or deflated.',
  },
  ['compression-method'],
);
