import { zipRule } from './zip-rule.ts';

export const specialFile = zipRule(
  {
    id: 'zip/special-file',
    title: 'The archive holds only files and directories',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    why: 'Devices, sockets and pipes have no place in a package.',
    todo: 'Remove the entry.',
  },
  ['special-file'],
);
