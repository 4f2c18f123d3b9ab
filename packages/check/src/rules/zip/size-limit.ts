import { zipRule } from './zip-rule.ts';

export const sizeLimit = zipRule(
  {
    id: 'zip/size-limit',
    title: 'The archive stays within the limits of what is examined',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    why: 'Beyond the limits nothing is known about the content; custody stops reading there.',
    attack: 'A decompression bomb, or a directory of millions of entries.',
    todo: 'If the content is real, split the package; otherwise do not install this file.',
  },
  ['size-limit'],
);
