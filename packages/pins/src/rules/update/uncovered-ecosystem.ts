import type { Rule } from '@custody/findings';
import { byEcosystem, coverageOf, directoriesOf, isNamed } from '../../update/coverage.ts';
import { appendEntries } from '../../update/edit/entry.ts';
import { isByOtherMeans } from '../../update/manifests/discover.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';
import { foldersText, mendBy, placesOf } from './shared.ts';

const rule: Rule = {
  id: 'update/uncovered-ecosystem',
  title: 'The update bot looks at every ecosystem that is pinned',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Who has a bot believes to be told of updates; what it never looks at grows old unseen.',
  todo: 'Add an entry for it; if it is left out on purpose, excuse it in your policy.',
};

/** Ecosystems with fixed versions that no entry of the update bot's configuration names. */
export const uncoveredEcosystem: PinRule = {
  rule,
  *judge(view) {
    const { dependabot, renovate, uncovered, unread, proposes, tooMuch } = view.once(coverageOf);
    if (unread || (dependabot === undefined && renovate === undefined)) return;
    const missing = uncovered.filter((one) => dependabot === undefined || !isNamed(dependabot, one));
    const own = [...byEcosystem(missing.filter(({ aside }) => aside === undefined))];
    const file = dependabot?.file ?? renovate?.file;
    if (file === undefined) return;
    if (tooMuch)
      yield {
        kind: 'unknown',
        at: { path: file.path },
        reason: 'it names more folders and patterns than are compared with a tree of this size',
      };
    const wanted = own.filter(([ecosystem]) => !isByOtherMeans(ecosystem) && proposes === undefined);
    const key = dependabot?.root.byKey.get('updates')?.key ?? dependabot?.root;
    const splice =
      dependabot &&
      appendEntries(
        dependabot,
        wanted.map(([ecosystem, list]) => ({ ecosystem, directories: directoriesOf(list) })),
      );
    for (const [ecosystem, list] of own) {
      const other = isByOtherMeans(ecosystem) || proposes !== undefined;
      const bot = dependabot === undefined ? 'Renovate is' : 'Dependabot is';
      yield {
        kind: 'found',
        at: key === undefined ? { path: file.path } : placeAt(file, key.range),
        related: placesOf(list),
        ...(other && { severity: 'info' as const }),
        message: `${bot} not told of ${ecosystem}, which fixes versions in ${foldersText(directoriesOf(list))}${proposes === undefined ? '' : `; ${proposes.file.path}, which proposes changes by itself, may update it`}.`,
        key: ecosystem,
        // One change adds all entries: each mend holds it, and it is made once.
        ...(other
          ? {}
          : mendBy(
              file.path,
              `add an entry for ${ecosystem}, unless it is left out on purpose`,
              splice,
              'unsafe',
            )),
      } satisfies Observation;
    }
    const aside = byEcosystem(
      missing.filter((one) => one.aside !== undefined && !own.some(([name]) => name === one.ecosystems[0])),
    );
    for (const [ecosystem, list] of aside)
      yield {
        kind: 'found',
        at: key === undefined ? { path: file.path } : placeAt(file, key.range),
        related: placesOf(list),
        severity: 'info',
        message: `No entry names ${ecosystem}, which only stands in folders of tests, examples or other people's code: ${foldersText(directoriesOf(list))}.`,
        key: `aside ${ecosystem}`,
      };
  },
};
