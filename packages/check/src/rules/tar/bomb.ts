import { tarRule } from './tar-rule.ts';

export const bomb = tarRule(
  {
    id: 'tar/bomb',
    title: 'The content stays within the limits of what is examined',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    why: 'Unpacking it can exhaust memory or disk; beyond the limits nothing is known about the content.',
    attack: 'A decompression bomb.',
    todo: 'If the content is real, split the package; otherwise do not unpack this file.',
  },
  ['bomb'],
);
