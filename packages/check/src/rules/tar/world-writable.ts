import { tarRule } from './tar-rule.ts';

export const worldWritable = tarRule(
  {
    id: 'tar/world-writable',
    title: 'No member is writable by everyone',
    severity: 'info',
    confidence: 'high',
    sources: ['custody'],
    standard: 'PEP 721',
    why: 'Unpacked with its mode kept, any user of the machine can change it before it is built.',
    todo: 'Normalise modes before packing (go-w).',
  },
  ['world-writable'],
);
