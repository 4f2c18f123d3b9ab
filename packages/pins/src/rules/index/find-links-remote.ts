import type { Rule } from '@custody/findings';
import { isWellKnown, shownIndex } from '../../indexes/url.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { eachUse } from './each-use.ts';

const rule: Rule = {
  id: 'index/find-links-remote',
  title: 'Pages of links are no index',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Every file on the page is a candidate for every name, beside those of the index: the highest version wins, and no hash is published for any.',
  todo: 'Name the files themselves with their hashes (`name @ https://…#sha256=…`), or install from a lock with hashes.',
};

/** `--find-links` that names a place in the network. */
export const findLinksRemote: PinRule = {
  rule,
  *judge(view) {
    for (const { use, scope } of eachUse(view)) {
      if (use.role !== 'links' || !/^https?:\/\//i.test(use.url)) continue;
      yield {
        kind: 'found',
        at: placeAt(use.file, use.range),
        message: `Links on ${shownIndex(use.url)} are candidates for every name${scope.pypi ? ', beside the files of PyPI' : ''}.`,
        ...(scope.hashed || isWellKnown(use.url) ? { severity: 'info' as const } : {}),
        key: shownIndex(use.url),
      };
    }
  },
};
