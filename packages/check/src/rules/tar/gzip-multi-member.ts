import { tarRule } from './tar-rule.ts';

export const gzipMultiMember = tarRule(
  {
    id: 'tar/gzip-multi-member',
    title: 'The file is one gzip member',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'RFC 1952, 2.2',
    why: 'Some readers stop after the first member and others go on: the archive has two contents.',
    attack: 'A second member that only some tools unpack.',
    todo: 'Compress the tar in one piece.',
  },
  ['gzip-multi-member'],
);
