import { zipRule } from './zip-rule.ts';

export const symlink = zipRule(
  {
    id: 'zip/symlink',
    title: 'The archive holds no symbolic links',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    why: "Installers write the link's target as a file or follow it out of the folder.",
    attack: 'A link that leads outside, through which a later entry is written.',
    todo: 'Replace the link by the file that it stands for.',
  },
  ['symlink'],
);
