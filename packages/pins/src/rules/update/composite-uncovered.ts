import type { Rule } from '@custody/findings';
import { addDirectories, asPatterns } from '../../update/edit/directories.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { directoriesOf, isNamed } from '../../update/coverage.ts';
import { dependabotCoverage, foldersText, mendBy, placesOf } from './shared.ts';

const rule: Rule = {
  id: 'update/composite-uncovered',
  title: 'The update bot looks into composite actions',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Of GitHub Actions, Dependabot reads the workflows and an action at the root: pins in other composite actions drift from those in the workflows, and nobody is told.',
  todo: 'Name the folders of composite actions in `directories`.',
};

/** Composite actions of the repository that use other actions, in folders of which Dependabot is not told. */
export const compositeUncovered: PinRule = {
  rule,
  *judge(view) {
    const coverage = dependabotCoverage(view);
    if (coverage === undefined) return;
    const { dependabot, uncovered, manifests } = coverage;
    const missing = uncovered.filter((one) => one.composite === true && isNamed(dependabot, one));
    const own = missing.filter(({ aside }) => aside === undefined);
    const list = own.length > 0 ? own : missing;
    if (list.length === 0) return;
    const entry = dependabot.updates.find(
      ({ ecosystem, targetBranch }) => ecosystem?.value === 'github-actions' && targetBranch === undefined,
    );
    const directories = directoriesOf(list);
    const covered = directoriesOf(manifests.filter((one) => one.composite === true && !list.includes(one)));
    const { file } = dependabot;
    const at = entry?.directoryEntry?.value ?? entry?.node ?? dependabot.root;
    const [is, action] =
      list.length === 1 ? ['is', 'A composite action'] : ['are', `${list.length} composite actions`];
    yield {
      kind: 'found',
      at: placeAt(file, at.range),
      related: placesOf(list),
      ...(own.length === 0 && { severity: 'info' as const }),
      message: `${action} ${is} not looked at by Dependabot: ${foldersText(directories)}.`,
      key: 'composite',
      ...(entry === undefined || own.length === 0
        ? {}
        : mendBy(
            file.path,
            `look into ${foldersText(directories)} too`,
            addDirectories(dependabot, entry, asPatterns(directories, covered)),
          )),
    };
  },
};
