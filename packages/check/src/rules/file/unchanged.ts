import type { Rule } from '@custody/findings';

/** Stands as an unknown where a subject was replaced or rewritten while it was examined. */
export const unchanged: Rule = {
  id: 'file/unchanged',
  title: 'The file stays the same while it is examined',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A report about bytes that were half of one file and half of another is worth nothing.',
  attack: 'Swapping the file between the check and the use.',
  todo: 'Run again when nothing else writes to the file.',
};
