import { tarRule } from './tar-rule.ts';

export const deviceOrFifo = tarRule(
  {
    id: 'tar/device-or-fifo',
    title: 'The archive holds no devices or pipes',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 721; source distribution format',
    why: "Python's data filter refuses it, and no source needs it.",
    attack: 'A device file planted on extraction.',
    todo: 'Remove the member.',
  },
  ['device-or-fifo'],
);
