import { zipRule } from './zip-rule.ts';

export const duplicateName = zipRule(
  {
    id: 'zip/duplicate-name',
    title: 'Entry names are unique',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.4.17; PyPI archive rules',
    why: 'Of two entries with one name, one tool installs the first and another the last: what was reviewed need not be what runs.',
    attack:
      'A ZIP confusion attack: a scanner reads the harmless copy, the installer unpacks the other (CVE-2025-54368).',
    todo: 'Rebuild the archive so that every name is written once.',
  },
  ['duplicate-name'],
);
