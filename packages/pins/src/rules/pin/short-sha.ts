import type { Rule } from '@custody/findings';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { nameOf } from './about.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/short-sha',
  title: 'A commit is written in full',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'What looks like a shortened commit is taken for a branch or a tag first: someone can make one of that name.',
  todo: 'Write all 40 digits of the commit.',
};

/** References that look like a shortened commit. */
export const shortSha: PinRule = {
  rule,
  *judge(view) {
    for (const { target, file } of remoteUses(view))
      if (target.form === 'short-sha')
        yield {
          kind: 'found',
          at: placeAt(file, target.refRange),
          message: `${nameOf(target)} is named by ${quoted(target.ref)}, ${target.ref.length} digits of a commit.`,
          key: `${nameOf(target)}@${target.ref}`,
        };
  },
};
