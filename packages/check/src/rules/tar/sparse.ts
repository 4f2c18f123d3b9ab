import { tarRule } from './tar-rule.ts';

export const sparse = tarRule(
  {
    id: 'tar/sparse',
    title: 'No member is sparse',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PEP 625; PyPI archive rules',
    why: 'Stored bytes and unpacked content differ, and readers without GNU extensions unpack something else.',
    todo: 'Write the archive without sparse files.',
  },
  ['sparse'],
);
