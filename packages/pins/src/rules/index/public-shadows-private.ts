import type { Rule } from '@custody/findings';
import { compareVersions } from '@custody/python';
import { highestOf } from '../../indexes/data.ts';
import { isPrivate, shownIndex } from '../../indexes/url.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { severalIn, unanswered } from './several.ts';

const rule: Rule = {
  id: 'index/public-shadows-private',
  title: 'A public index does not outbid a private one',
  severity: 'critical',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Where indexes are merged the highest version wins: the public project is what gets installed, whoever it belongs to.',
  attack:
    'In February 2021 a researcher uploaded high versions of private names of 35 companies to public indexes; their builds installed them.',
  todo: 'Stop builds that use both indexes, look at who owns the public project, and let one index answer.',
  online: true,
};

/** Names whose highest version comes from an index where everybody may upload. */
export const publicShadowsPrivate: PinRule = {
  rule,
  *judge(view) {
    const names = severalIn(view);
    for (const { scope, name, answers } of names) {
      if (scope.strategy !== 'merged') continue;
      const versions = answers.flatMap(({ index, open, answer }) => {
        const highest = answer === undefined || answer === 'absent' ? undefined : highestOf(answer);
        return highest === undefined ? [] : [{ index, open, highest }];
      });
      const own = versions.find(({ index }) => isPrivate(index));
      const other = versions.find(
        ({ open, highest }) =>
          open && own !== undefined && compareVersions(highest.version, own.highest.version) > 0,
      );
      if (own === undefined || other === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(scope.file, scope.range),
        message: `${name} ${other.highest.versionText} on ${shownIndex(other.index)} wins over ${own.highest.versionText} on ${shownIndex(own.index)}.`,
        ...(scope.hashed ? { severity: 'medium' as const } : {}),
        key: name,
      };
    }
    yield* unanswered(view, names, true);
  },
};
