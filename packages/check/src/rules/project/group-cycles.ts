import { projectRule } from './project-rule.ts';

export const groupCycles = projectRule(
  {
    id: 'project/group-cycles',
    title: 'No dependency group includes itself',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Dependency groups (PEP 735)',
    why: 'Tools stop at it.',
    todo: 'Take one of the includes out.',
  },
  ['group-cycle'],
);
