import { tarRule } from './tar-rule.ts';

export const endMarker = tarRule(
  {
    id: 'tar/end-marker',
    title: 'The archive ends with two blocks of zeros, and nothing follows',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'POSIX.1-2017, ustar',
    why: 'Readers differ in where they stop: data behind the end is invisible to some.',
    attack: 'Members hidden behind the end marker.',
    todo: 'Rebuild the archive.',
  },
  ['missing-end-marker', 'data-after-end', 'padding-not-zero'],
);
