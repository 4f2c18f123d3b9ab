import { tarRule } from './tar-rule.ts';

export const nameNotCanonical = tarRule(
  {
    id: 'tar/name-not-canonical',
    title: 'Names are written in their shortest form',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    why: '`./a` and `a//b` are other names to tools that compare text.',
    todo: 'Write names without `.` parts and doubled slashes.',
  },
  ['name-not-canonical'],
);
