import { tarRule } from './tar-rule.ts';

export const header = tarRule(
  {
    id: 'tar/header',
    title: 'Headers are written as the standard says',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'POSIX.1-2017, ustar',
    why: 'Fields that are not plain octal, padded or of the known magic are read differently by different tools.',
    todo: 'Write the archive with a tool that makes POSIX (pax) archives.',
  },
  [
    'magic',
    'bad-number',
    'field-padding',
    'prefix-ambiguous',
    'size-of-non-file',
    'file-with-slash',
    'unknown-type',
  ],
);
