import type { Rule } from '@custody/findings';
import { refsOf } from '../../resolution/lookup.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { nameOf } from './about.ts';
import { pinnedUses, type RemoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/fresh-pin',
  title: 'A pinned commit has been public for some days',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Most malicious versions are found within days: who waits does not run them.',
  attack:
    'The tags of trivy-action were moved to malicious commits in March 2026; who pinned what was new that day pinned those.',
  todo: 'Wait some days before a new version is pinned.',
  online: true,
};

/** As long as update bots wait by default. */
const DAYS = 3;
const DAY = 86_400_000;

/** Whole days between two moments; `undefined` where one of them is not known. */
const daysBetween = (from: string | undefined, to: string | undefined): number | undefined => {
  const span = Date.parse(to ?? '') - Date.parse(from ?? '');
  return Number.isNaN(span) ? undefined : Math.max(0, Math.floor(span / DAY));
};

/** Pins of commits that are younger than three days; unknown where nothing says how old they are. */
export const freshPin: PinRule = {
  rule,
  *judge(view) {
    const { now } = view.outside;
    const open: RemoteUses[] = [];
    for (const at of pinnedUses(view)) {
      const commit = at.target.ref.toLowerCase();
      const dates = refsOf(view, at.target.slug)?.commits?.get(commit);
      const [age, seen] = [daysBetween(dates?.committed, now), daysBetween(dates?.seen, now)];
      // What was seen from here long ago is old, whatever it says of itself.
      if (seen !== undefined && seen >= DAYS) continue;
      if (age === undefined) open.push(at);
      else if (age < DAYS)
        yield {
          kind: 'found',
          at: placeAt(at.file, at.target.refRange),
          message: `${nameOf(at.target)} is pinned to ${commit.slice(0, 12)}, which was made ${age === 0 ? 'within the last day' : `${age} day${age === 1 ? '' : 's'} ago`}.`,
          key: `${nameOf(at.target)}@${commit}`,
        };
    }
    const [first] = open;
    if (first === undefined) return;
    yield {
      kind: 'unknown',
      at: placeAt(first.file, first.uses.node.range),
      reason: `since when the pinned commits are public is not known here (${open.length} pin${open.length === 1 ? '' : 's'}); run with --online, or give a resolution cache with dates`,
      required: false,
    };
  },
};
