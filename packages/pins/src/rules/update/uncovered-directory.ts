import type { Rule } from '@custody/findings';
import { byEcosystem, directoriesOf, isNamed } from '../../update/coverage.ts';
import { addDirectories } from '../../update/edit/directories.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';
import { dependabotCoverage, foldersText, mendBy, placesOf } from './shared.ts';

const rule: Rule = {
  id: 'update/uncovered-directory',
  title: 'The update bot looks into every folder that pins',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Dependabot looks into the folders that it is told of, and into no other: what is pinned elsewhere grows old unseen.',
  todo: 'Name the folder in `directories`; if it is left out on purpose, say so with `exclude-paths`, or excuse it in your policy.',
};

/** Folders that fix versions of an ecosystem which Dependabot is told of, only not there. */
export const uncoveredDirectory: PinRule = {
  rule,
  *judge(view) {
    const coverage = dependabotCoverage(view);
    if (coverage === undefined) return;
    const { dependabot, uncovered, proposes } = coverage;
    const { file } = dependabot;
    const missing = uncovered.filter((one) => isNamed(dependabot, one) && one.composite !== true);
    for (const aside of [false, true])
      for (const [ecosystem, list] of byEcosystem(
        missing.filter((one) => (one.aside !== undefined) === aside),
      )) {
        const entry = dependabot.updates.find(
          (one) =>
            list[0]?.ecosystems.some((name) => name === one.ecosystem?.value) &&
            one.targetBranch === undefined,
        );
        const directories = directoriesOf(list);
        const at = entry?.directoryEntry?.value ?? entry?.node ?? dependabot.root;
        yield {
          kind: 'found',
          at: placeAt(file, at.range),
          related: placesOf(list),
          ...((aside || proposes !== undefined) && { severity: 'info' as const }),
          message: `Dependabot looks after ${entry?.ecosystem?.value ?? ecosystem}, but not in ${foldersText(directories)}${aside ? ": folders of tests, examples or other people's code" : proposes === undefined ? '' : `; ${proposes.file.path}, which proposes changes by itself, may update it`}.`,
          key: `${aside ? 'aside ' : ''}${ecosystem}`,
          ...(aside || entry === undefined || proposes !== undefined
            ? {}
            : mendBy(
                file.path,
                `look into ${foldersText(directories)} too`,
                addDirectories(dependabot, entry, directories),
              )),
        } satisfies Observation;
      }
  },
};
