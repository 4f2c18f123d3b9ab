import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { groupedNames, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/known-malicious',
  title: 'No dependency is a project on record as malware',
  severity: 'critical',
  confidence: 'high',
  sources: ['custody'],
  why: 'What it runs when it is installed has been read by somebody, and it is an attack.',
  todo: 'Take it away, and look at every machine that installed it.',
  online: true,
};

/** Names that the malware records of the advisory store list. */
export const knownMalicious: PinRule = {
  rule,
  *judge(view) {
    const groups = view.once(groupedNames);
    const { malware } = view.outside;
    const [first] = groups.values();
    if (first?.[0] === undefined) return;
    if (malware === undefined) {
      const reason = 'no advisory store with these records is at hand; custody db sync gets it';
      yield { kind: 'unknown', at: first[0].at, reason, required: false };
      return;
    }
    for (const [name, [one, ...others]] of groups) {
      const ids = malware(name);
      if (one === undefined || ids.length === 0) continue;
      yield {
        kind: 'found',
        ...whereOf({ name, first: one, others: others.slice(0, 20), aside: false }),
        message: `${quoted(one.written)} is on record as malware: ${ids.slice(0, 5).join(', ')}.`,
      };
    }
  },
};
