import { tarRule } from './tar-rule.ts';

export const gnuLongname = tarRule(
  {
    id: 'tar/gnu-longname',
    title: 'GNU long names are well formed',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'GNU tar, long names',
    why: 'Readers cut the name at different places.',
    todo: 'Write the archive in pax format.',
  },
  ['gnu-longname'],
);
