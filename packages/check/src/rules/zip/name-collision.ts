import { zipRule } from './zip-rule.ts';

export const nameCollision = zipRule(
  {
    id: 'zip/name-collision',
    title: 'Entry names stay distinct on every file system',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'UAX #15; case folding',
    why: 'On systems that ignore case or normalise Unicode one file overwrites the other: what is installed depends on the machine.',
    attack: 'Two names that a review tells apart and a file system does not.',
    todo: 'Rename one of the files.',
  },
  ['name-collision'],
);
