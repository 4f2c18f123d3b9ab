import type { Rule } from '@custody/findings';

export const INPUT_NOTED: Rule = {
  id: 'audit/input-noted',
  title: 'Nothing in an input is left to be guessed',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  why: 'What an input says in an odd way was taken one way, although another could have been meant.',
  todo: 'Read the note, and write the input so that it says one thing',
};
