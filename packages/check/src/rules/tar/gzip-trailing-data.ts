import { tarRule } from './tar-rule.ts';

export const gzipTrailingData = tarRule(
  {
    id: 'tar/gzip-trailing-data',
    title: 'Nothing follows the gzip data',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'RFC 1952, 2.2',
    why: 'Bytes behind the end are not part of what was reviewed; some readers fail on them.',
    attack: 'A payload appended to a reviewed file.',
    todo: 'Rebuild the file without trailing bytes.',
  },
  ['gzip-trailing-data'],
);
