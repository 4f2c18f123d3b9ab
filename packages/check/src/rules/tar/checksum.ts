import { tarRule } from './tar-rule.ts';

export const checksum = tarRule(
  {
    id: 'tar/checksum',
    title: 'Header checksums are right',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'POSIX.1-2017, ustar',
    why: 'A reader that skips the damaged header reads on at another place than one that stops.',
    todo: 'Rebuild the archive.',
  },
  ['checksum'],
);
