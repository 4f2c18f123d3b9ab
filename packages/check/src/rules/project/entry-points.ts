import { projectRule } from './project-rule.ts';

export const entryPoints = projectRule(
  {
    id: 'project/entry-points',
    title: 'Scripts and entry points name an object of a module',
    severity: 'high',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Entry points specification',
    why: 'The command is installed and fails when it is started.',
    todo: 'Write "package.module:function".',
  },
  ['entry-point'],
);
