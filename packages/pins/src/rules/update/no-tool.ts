import type { Rule } from '@custody/findings';
import { byEcosystem, coverageOf, directoriesOf } from '../../update/coverage.ts';
import { DEPENDABOT_PATHS, dependabotIn } from '../../update/dependabot/read.ts';
import { newConfiguration } from '../../update/edit/entry.ts';
import { isByOtherMeans } from '../../update/manifests/discover.ts';
import { renovateIn } from '../../update/renovate/read.ts';
import { type PinRule } from '../rule.ts';
import { foldersText, placesOf } from './shared.ts';

const rule: Rule = {
  id: 'update/no-tool',
  title: 'Something keeps pinned dependencies new',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'OpenSSF Scorecard, Dependency-Update-Tool',
  why: 'What is pinned stays as it is, flaws included, until somebody thinks of it.',
  todo: 'Write `.github/dependabot.yml` with an entry for each ecosystem, and every folder it is in (`custody pin --fix --unsafe-fixes` writes that), or let Renovate propose updates.',
};

/** Repositories that pin, and hold no configuration of an update bot. */
export const noTool: PinRule = {
  rule,
  *judge(view) {
    if (view.once(dependabotIn) !== undefined || view.once(renovateIn) !== undefined) return;
    const { manifests, runsRenovate } = view.once(coverageOf);
    const own = manifests.filter((one) => one.aside === undefined && !isByOtherMeans(one.ecosystems[0]));
    const [first] = own;
    if (runsRenovate || first === undefined) return;
    const groups = [...byEcosystem(own)];
    const path = DEPENDABOT_PATHS[0];
    const text = newConfiguration(
      groups.map(([ecosystem, list]) => ({ ecosystem, directories: directoriesOf(list) })),
    );
    const told = groups.map(([ecosystem, list]) => `${ecosystem} in ${foldersText(directoriesOf(list))}`);
    yield {
      kind: 'found',
      at: { path: first.path },
      related: placesOf(own.slice(1)),
      message: `No configuration of Dependabot or Renovate is here, and versions are fixed: ${told.slice(0, 5).join('; ')}.`,
      key: 'no-tool',
      mend: {
        // Doing without a bot can have been decided.
        title: `write ${path}, unless the project means to have no update bot`,
        safety: 'unsafe',
        edits: [{ path, splices: [{ range: { start: 0, end: 0 }, text }] }],
      },
    };
  },
};
