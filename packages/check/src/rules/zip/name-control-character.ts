import { zipRule } from './zip-rule.ts';

export const nameControlCharacter = zipRule(
  {
    id: 'zip/name-control-character',
    title: 'Names hold no control characters',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'PyPI archive rules',
    why: 'Control characters end names early in some readers and forge lines on a terminal.',
    attack: 'A NUL in a name: one reader stops there, the other goes on.',
    todo: 'Rename the file.',
  },
  ['name-control-character'],
);
