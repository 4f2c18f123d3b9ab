import type { Rule } from '@custody/findings';
import { addressesIn, revisionOf } from '../../deps/addresses.ts';
import { reachesUsers, roleOf } from '../../deps/roles.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { shownUrl } from './shown.ts';

const rule: Rule = {
  id: 'deps/vcs-mutable',
  title: 'A dependency from a repository is named by its commit',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A branch moves with every commit, and a tag can be moved: the same line installs other code tomorrow.',
  todo: 'Name the whole commit: `name @ git+https://…@<40 hex digits>`.',
};

const isCommit = (revision: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision);

/** Repositories that are named by a branch, a tag or nothing. */
export const vcsMutable: PinRule = {
  rule,
  *judge(view) {
    for (const { file, range, scheme, url, locked, install } of addressesIn(view)) {
      if (scheme !== 'vcs' || locked) continue;
      const revision = revisionOf(url);
      if (revision !== undefined && isCommit(revision)) continue;
      if (revision?.includes('$') === true) {
        yield {
          kind: 'unknown',
          at: placeAt(file, range),
          reason: `which revision ${quoted(shownUrl(url))} names is only known when it runs`,
          required: false,
        };
        continue;
      }
      const medium = install !== undefined && reachesUsers(roleOf(view, install));
      yield {
        kind: 'found',
        at: placeAt(file, range),
        message:
          revision === undefined
            ? `${quoted(shownUrl(url))} names no revision: it is whatever stands on the default branch.`
            : `${quoted(shownUrl(url))} is named by ${quoted(revision)}, which can be moved.`,
        ...(medium && { severity: 'medium' as const }),
        key: shownUrl(url),
      };
    }
  },
};
