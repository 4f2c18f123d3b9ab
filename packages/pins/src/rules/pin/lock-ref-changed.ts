import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'pin/lock-ref-changed',
  title: 'A locked reference is the one that it was made for',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'An entry whose reference is another one than its name says locks something that the workflow does not name.',
  todo: 'Run `gh actions-lock` again, and look at what changed.',
};

/** `refs/tags/v4` and `v4` are one. */
const bare = (ref: string): string => ref.replace(/^refs\/(?:tags|heads)\//, '');

/** Entries whose `ref` is not the one of their name, or whose pinned commit is not the one that is locked. */
export const lockRefChanged: PinRule = {
  rule,
  *judge(view) {
    const lock = view.once(lockOf);
    for (const { entry, ref, resolved, commit, commitNode } of lock?.dependencies.values() ?? []) {
      const at = placeAt(entry.key.source, (resolved ?? commitNode ?? entry.key).range);
      const name = entry.key.value.slice(0, 120);
      if (/^[0-9a-f]{40}$/i.test(ref)) {
        if (commit !== undefined && commit !== ref.toLowerCase())
          yield { kind: 'found', at, message: `${name} is locked to ${commit.slice(0, 12)}.`, key: name };
      } else if (
        resolved !== undefined &&
        bare(resolved.value) !== ref &&
        !bare(resolved.value).startsWith(`${ref}.`)
      )
        yield {
          kind: 'found',
          at,
          message: `${name} is locked by the reference ${quoted(resolved.value)}.`,
          key: name,
        };
    }
  },
};
