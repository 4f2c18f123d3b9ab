import { tarRule } from './tar-rule.ts';

export const linkOutside = tarRule(
  {
    id: 'tar/link-outside',
    title: 'Links stay inside the archive',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard'],
    standard: 'PEP 721; source distribution format',
    why: 'Through a link that leads out, a later member is written anywhere.',
    attack: 'Path traversal by a symbolic link.',
    todo: 'Replace the link by the file that it stands for.',
  },
  ['link-outside'],
);
