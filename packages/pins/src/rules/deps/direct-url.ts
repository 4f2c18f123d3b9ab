import type { Rule } from '@custody/findings';
import { addressesIn } from '../../deps/addresses.ts';
import { reachesUsers, roleOf } from '../../deps/roles.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { shownUrl } from './shown.ts';

const rule: Rule = {
  id: 'deps/direct-url',
  title: 'A file from an address is held by its hash',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Whoever has the server today decides what is installed; no index keeps a record of it.',
  todo: 'Write its hash behind it: `name @ https://…#sha256=…`, or `--hash=sha256:…` in a requirements file.',
};

/** Addresses of files without a hash behind them. */
export const directUrl: PinRule = {
  rule,
  *judge(view) {
    for (const { file, range, scheme, url, hashed, locked, install } of addressesIn(view)) {
      if (scheme !== 'url' || hashed || locked) continue;
      const medium = install !== undefined && reachesUsers(roleOf(view, install));
      yield {
        kind: 'found',
        at: placeAt(file, range),
        message: `${quoted(shownUrl(url))} is installed without a hash.`,
        ...(medium && { severity: 'medium' as const }),
        key: shownUrl(url),
      };
    }
  },
};
