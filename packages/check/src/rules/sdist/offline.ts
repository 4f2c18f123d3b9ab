import type { Rule } from '@custody/findings';
import type { SdistView } from '../../views/sdist.ts';
import { type JudgedRule, undecided } from '../rule.ts';

/** A rule whose answer only the index has: offline it stays unknown, and does not count against the verdict. */
export const offlineRule = (rule: Rule & { readonly online: true }): JudgedRule<SdistView> => ({
  rule,
  judge: ({ file }) => undecided({ rule, reason: 'offline: the index was not asked', location: { file } }),
});
