import { tarRule } from './tar-rule.ts';

export const nameCollision = tarRule(
  {
    id: 'tar/name-collision',
    title: 'Member names stay distinct on every file system',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'UAX #15; case folding',
    why: 'On systems that ignore case or normalise Unicode one file overwrites the other.',
    todo: 'Rename one of the files.',
  },
  ['name-collision'],
);
