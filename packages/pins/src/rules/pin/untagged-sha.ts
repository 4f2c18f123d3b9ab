import type { Rule } from '@custody/findings';
import { refsOf } from '../../resolution/lookup.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { nameOf } from './about.ts';
import { pinnedUses } from './remote-uses.ts';
import { unresolved } from './unresolved.ts';

const rule: Rule = {
  id: 'pin/untagged-sha',
  title: 'A pinned commit is a released one',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A commit that no tag names is between releases, or was taken back; advisories and update bots speak of versions.',
  todo: 'Pin the commit of a release.',
  online: true,
};

/** Pins that no tag of their repository stands for; unknown where the tags are not known. */
export const untaggedSha: PinRule = {
  rule,
  *judge(view) {
    for (const { target, file } of pinnedUses(view)) {
      const refs = refsOf(view, target.slug);
      const commit = target.ref.toLowerCase();
      if (refs === undefined || [...refs.tags.values()].includes(commit)) continue;
      const branch = [...refs.branches].find(([, at]) => at === commit)?.[0];
      const message =
        branch === undefined
          ? `No tag of ${target.slug} stands for ${commit.slice(0, 12)}.`
          : `${commit.slice(0, 12)} is the end of the branch ${branch} of ${target.slug}, and no tag stands for it.`;
      yield {
        kind: 'found',
        at: placeAt(file, target.refRange),
        message,
        key: `${nameOf(target)}@${commit}`,
      };
    }
    yield* unresolved(view, pinnedUses(view));
  },
};
