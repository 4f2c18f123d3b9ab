import type { Rule } from '@custody/findings';
import { grouped } from '../../deps/grouped.ts';
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

/** What one tree brings besides itself: names, and whether others are only known when it is built. */
type Brings = { readonly names: readonly string[]; readonly unsaid: boolean };

const NOTHING: Brings = { names: [], unsaid: false };

const broughtBy = (view: RepositoryView, text: string, archive: boolean): Brings => {
  const [, tree = '', extras = ''] = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(text) ?? [];
  const directory = archive ? '' : normalPath(tree.replace(/^\{(?:project|package)\}\/?/, './'));
  const project = directory === undefined ? undefined : projectAt(view, directory);
  // Somebody else's tree, checked out beside: what it needs is not to be seen here.
  if (project === undefined) return NOTHING;
  const wanted = new Set(extras.split(',').map((one) => one.trim()));
  const names = project.declared
    .filter(({ of, path }) => of === 'project' || (of === 'extra' && wanted.has(String(path[2]))))
    .map(({ requirement }) => requirement.writtenName);
  return { names, unsaid: !project.complete };
};

const remembered = (view: RepositoryView): Map<string, Brings> => {
  // The view is what they are remembered for.
  void view;
  return new Map();
};

const bringsOf = (view: RepositoryView, install: Install): readonly Brings[] => {
  const held = optionNamed(install, '--no-deps', '--require-hashes', '--no-index') !== undefined;
  if (held || isConstrained(install)) return [];
  const known = view.once(remembered);
  return install.specs.flatMap((spec) => {
    if (spec.kind !== 'local') return [];
    const brings = known.get(spec.text) ?? broughtBy(view, spec.text, spec.archive);
    known.set(spec.text, brings);
    return brings.unsaid || brings.names.length > 0 ? [brings] : [];
  });
};

/** `pip install .` and its like, which resolve what the project needs: one for each file. */
export const localInstall: PinRule = {
  rule,
  *judge(view) {
    const found = view.once(installsIn).flatMap((install) => {
      const brings = bringsOf(view, install);
      return brings.length === 0 ? [] : [{ install, brings }];
    });
    for (const [first, ...others] of grouped(found, ({ install }) => install.file.path).values()) {
      if (first === undefined) continue;
      const { install } = first;
      const brings = new Set([first, ...others].flatMap((one) => one.brings));
      const names = [...brings].flatMap((one) => one.names);
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
