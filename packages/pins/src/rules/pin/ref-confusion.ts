import type { Rule } from '@custody/findings';
import { refsOf } from '../../resolution/lookup.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { nameOf } from './about.ts';
import { remoteUses } from './remote-uses.ts';
import { unresolved } from './unresolved.ts';

const rule: Rule = {
  id: 'pin/ref-confusion',
  title: 'A reference is a tag or a branch, and not both',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Where a tag and a branch share a name, which of them runs depends on who resolves it.',
  todo: 'Name the commit.',
  online: true,
};

/** References whose name is both a tag and a branch; unknown where the references are not known. */
export const refConfusion: PinRule = {
  rule,
  *judge(view) {
    const named = remoteUses(view).filter(({ target }) => target.form !== 'sha');
    for (const { target, file } of named) {
      const refs = refsOf(view, target.slug);
      const [tag, branch] = [refs?.tags.get(target.ref), refs?.branches.get(target.ref)];
      if (tag === undefined || branch === undefined || tag === branch) continue;
      const message = `${quoted(target.ref)} of ${target.slug} is the tag of ${tag.slice(0, 12)} and the branch of ${branch.slice(0, 12)}.`;
      yield {
        kind: 'found',
        at: placeAt(file, target.refRange),
        message,
        key: `${nameOf(target)}@${target.ref}`,
      };
    }
    yield* unresolved(view, named);
  },
};
