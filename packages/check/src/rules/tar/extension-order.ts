import { tarRule } from './tar-rule.ts';

export const extensionOrder = tarRule(
  {
    id: 'tar/extension-order',
    title: 'Extension headers stand before their member',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'Which of several extensions wins depends on the reader.',
    todo: 'Rebuild the archive.',
  },
  ['extension-order'],
);
