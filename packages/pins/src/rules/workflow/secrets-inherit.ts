import type { Rule } from '@custody/findings';
import { ciOf } from '../../workflow/read.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'workflow/secrets-inherit',
  title: 'A called workflow gets the secrets that it needs, and no others',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'With `secrets: inherit` the called workflow, and everything that it runs, can read all of them, later ones included.',
  todo: 'Name the secrets that are handed over.',
};

/** Calls of reusable workflows that hand over all secrets. */
export const secretsInherit: PinRule = {
  rule,
  *judge(view) {
    for (const { jobs, file } of view.once(ciOf).workflows)
      for (const { secrets, uses, id } of jobs) {
        if (secrets?.kind !== 'scalar' || secrets.value !== 'inherit' || uses === undefined) continue;
        const own = uses.target.kind !== 'repository';
        yield {
          kind: 'found',
          at: placeAt(file, secrets.range),
          message: `${quoted(uses.node.value)} is given all secrets.`,
          ...(own && { severity: 'low' as const }),
          key: id,
        };
      }
  },
};
