import { wheelFileRule } from './wheel-file-rule.ts';

export const tagsExpanded = wheelFileRule(
  {
    id: 'wheel/tags-expanded',
    title: 'Each tag in the WHEEL file has a line of its own',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, File contents',
    why: 'Tools that compare tags find none that fits.',
    todo: 'Write each combination as one Tag line.',
  },
  ['tag-not-expanded'],
);
