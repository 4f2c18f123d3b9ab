import { tarRule } from './tar-rule.ts';

export const gzipHeader = tarRule(
  {
    id: 'tar/gzip-header',
    title: 'The gzip header is plain',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'RFC 1952, 2.3',
    why: 'Readers differ in what they make of reserved flags and of damaged headers.',
    todo: 'Compress the tar with a standard tool.',
  },
  ['gzip-header'],
);
