import { between, decided, told, unseen } from '../score.ts';
import type { Check } from '../types.ts';

/** `checks/evaluation/vulnerabilities.go`: a point less for each known flaw. */
export const vulnerabilities: Check = {
  name: 'Vulnerabilities',
  risk: 'high',
  todo: 'Update what is named (custody audit --fix).',
  judge: ({ flaws }) => {
    if (flaws === undefined)
      return unseen('no advisory store is at hand', 'an advisory store: custody db sync');
    const { ids, whole } = flaws;
    const score = Math.max(0, 10 - ids.length);
    const reason =
      ids.length === 0 ? 'no known flaw in what is locked' : `${ids.length} known flaws in what is locked`;
    if (whole) return { score: decided(score), reason, lost: told(ids) };
    return {
      score: between(0, score),
      reason,
      lost: told(ids),
      shownBy: 'advisories for everything that is locked: some of it could not be held against the store',
    };
  },
};
