import type { Rule } from '@custody/findings';

/** Stands as an unknown where a subject could not be opened or examined to its end. */
export const readable: Rule = {
  id: 'file/readable',
  title: 'The file can be read to its end',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'Nothing is known about what could not be read.',
  todo: 'Make the file readable and run again.',
};
