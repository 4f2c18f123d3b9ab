import type { Rule } from '@custody/findings';
import { isConstrained } from '../../deps/pin.ts';
import { projectAt } from '../../deps/projects.ts';
import { counted, listed } from '../../deps/words.ts';
import { installsIn, optionNamed } from '../../installs/installs.ts';
import { normalPath } from '../../installs/path.ts';
import type { Install } from '../../installs/types.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { shownInstall } from './shown.ts';

const rule: Rule = {
  id: 'deps/local-install',
  title: 'Installing the project itself does not bring dependencies that no lock names',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'The project is what was checked out, but what it depends on is resolved anew by every run, without hashes.',
  todo: 'Install what it needs from a lock first (`--require-hashes -r`), then the project with `--no-deps`.',
};

/** What a local install brings besides the project: the names, or undefined where nothing or nothing that can be told. */
const bringsOf = (view: RepositoryView, install: Install): readonly string[] | 'unsaid' | undefined => {
  if (
    optionNamed(install, '--no-deps', '--require-hashes', '--no-index') !== undefined ||
    isConstrained(install)
  )
    return undefined;
  const names: string[] = [];
  let unsaid = false;
  for (const spec of install.specs) {
    if (spec.kind !== 'local') continue;
    const [, tree = '', extras = ''] = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(spec.text) ?? [];
    const directory = spec.archive ? '' : normalPath(tree.replace(/^\{(?:project|package)\}\/?/, './'));
    const project = directory === undefined ? undefined : projectAt(view, directory);
    // Somebody else's tree, checked out beside: what it needs is not to be seen here.
    if (project === undefined) continue;
    if (!project.complete) unsaid = true;
    const wanted = extras.split(',').map((one) => one.trim());
    for (const { of, path, requirement } of project.declared)
      if (of === 'project' || (of === 'extra' && wanted.includes(String(path[2]))))
        names.push(requirement.writtenName);
  }
  return names.length > 0 ? names : unsaid ? 'unsaid' : undefined;
};

/** `pip install .` and its like, which resolve what the project needs: one for each file. */
export const localInstall: PinRule = {
  rule,
  *judge(view) {
    const byFile = new Map<string, { readonly install: Install; readonly brings: readonly string[] }[]>();
    for (const install of view.once(installsIn)) {
      const brings = bringsOf(view, install);
      if (brings === undefined) continue;
      const { path } = install.file;
      byFile.set(path, [...(byFile.get(path) ?? []), { install, brings: brings === 'unsaid' ? [] : brings }]);
    }
    for (const found of byFile.values()) {
      const [first, ...others] = found;
      if (first === undefined) continue;
      const { install } = first;
      const names = found.flatMap(({ brings }) => brings);
      const also = others.length === 0 ? '' : `, and ${counted(others.length, 'other command')} here like it`;
      yield {
        kind: 'found',
        at: placeAt(install.file, install.range),
        related: others.slice(0, 20).map((one) => placeAt(one.install.file, one.install.range)),
        message: `${quoted(shownInstall(install))}${also} ${others.length === 0 ? 'resolves' : 'resolve'} ${names.length === 0 ? 'what the project needs' : listed(names)} anew, without hashes.`,
      };
    }
  },
};
