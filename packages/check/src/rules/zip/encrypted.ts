import { zipRule } from './zip-rule.ts';

export const encrypted = zipRule(
  {
    id: 'zip/encrypted',
    title: 'No entry is encrypted',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 6.1',
    why: 'What is encrypted can be neither installed nor reviewed.',
    attack: 'Content that a scanner cannot see.',
    todo: 'Rebuild the archive without encryption.',
  },
  ['encrypted'],
);
