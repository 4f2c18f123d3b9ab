import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/command-slip',
  title: 'A dependency is a project, not a file or a command',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A forgotten `-r` makes the name of a file the name of a project, and whoever registers that name is installed.',
  attack: 'requirements-txt and its variants were registered on PyPI for this.',
  todo: 'Write what is meant.',
};

/** Names of files and words of commands where a project's name belongs. */
export const commandSlip: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'command-slip')) {
      const { meant, todo } = suspect.signal.slip;
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} is taken for a project's name; ${meant} is meant.`,
        todo,
      };
    }
  },
};
