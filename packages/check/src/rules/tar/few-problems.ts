import type { Rule } from '@custody/findings';
import type { TarView } from '../../views/tar.ts';
import { found, HOLDS, type JudgedRule } from '../rule.ts';

const rule: Rule = {
  id: 'tar/few-problems',
  title: 'All that is wrong with the archive can be listed',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Of each kind only so many problems are listed; whoever mends or accepts those has not seen the others.',
  todo: 'Mend what is listed and run again.',
};

/** Stands where the reader left problems out: nothing is dropped in silence. */
export const fewProblems: JudgedRule<TarView> = {
  rule,
  judge: ({ file, omitted }) =>
    omitted === 0
      ? HOLDS
      : found([
          {
            rule,
            message: `${omitted} more problems of the kinds that are listed are not listed one by one.`,
            locations: [{ file }],
          },
        ]),
};
