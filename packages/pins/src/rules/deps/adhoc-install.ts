import type { Rule } from '@custody/findings';
import { grouped } from '../../deps/grouped.ts';
import { holdOf } from '../../deps/pin.ts';
import { reachesUsers, type RoleAt, roleOf } from '../../deps/roles.ts';
import { counted, listed } from '../../deps/words.ts';
import { installsIn, optionNamed } from '../../installs/installs.ts';
import type { Install, InstallSpec } from '../../installs/types.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { installKey, shownInstall } from './shown.ts';

const rule: Rule = {
  id: 'deps/adhoc-install',
  title: 'Builds install packages from a lock with hashes, not by name',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A package named on a command line is whatever the index offers at that minute, with everything that it needs; in a release it runs beside the files that users get.',
  attack:
    'In March 2026 a poisoned release of litellm was on PyPI for two and a half hours; jobs that install by name took it at once.',
  todo: 'Write the names into a requirements file, lock it (`uv pip compile --generate-hashes`), and install it with `--require-hashes -r`.',
};

/** Packages of an index that the command names, and how far they are held. */
export type Adhoc = {
  readonly install: Install;
  readonly open: readonly string[];
  readonly pinned: readonly string[];
};

const nameOf = (spec: Extract<InstallSpec, { kind: 'requirement' }>): string => spec.requirement.writtenName;

/** What an install takes from an index by name; undefined where that is nothing. */
export const adhocOf = (view: RepositoryView, install: Install): Adhoc | undefined => {
  if (optionNamed(install, '--require-hashes', '--no-index') !== undefined) return undefined;
  const open: string[] = [];
  const pinned: string[] = [];
  for (const spec of install.specs) {
    if (spec.kind !== 'requirement') continue;
    const hold = holdOf(view, install, spec);
    if (hold === 'open') open.push(nameOf(spec));
    else if (hold === 'pinned') pinned.push(nameOf(spec));
  }
  return open.length + pinned.length === 0 ? undefined : { install, open, pinned };
};

type Released = { readonly at: Adhoc; readonly role: RoleAt };

const HANDLED = new Set(['cibuildwheel', 'pre-commit', 'tox']);

const adhocIn = (view: RepositoryView): readonly Released[] =>
  view.once(installsIn).flatMap((install) => {
    if (HANDLED.has(install.tool)) return [];
    const at = adhocOf(view, install);
    return at === undefined ? [] : [{ at, role: roleOf(view, install) }];
  });

/** One command that a release can feel, however often a file has it. */
const ofRelease = (found: readonly Released[]): Observation | undefined => {
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const { install, open, pinned } = first.at;
  const { because } = first.role;
  const command = `${quoted(shownInstall(install))}${others.length === 0 ? '' : `, ${found.length} times here,`}`;
  return {
    kind: 'found',
    at: placeAt(install.file, install.range),
    related: others.slice(0, 20).map(({ at }) => placeAt(at.install.file, at.install.range)),
    message:
      open.length > 0
        ? `${command} takes whatever version of ${listed(open)} the index has, and ${because}.`
        : `${command} fixes the version of ${listed(pinned)}, but not its bytes, nor what it needs; and ${because}.`,
    severity: open.length > 0 ? 'medium' : 'low',
    key: installKey(install),
  };
};

/** All of a file in one: what checks install is told once, not line by line. */
const ofChecks = (found: readonly Adhoc[]): Observation | undefined => {
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const open = found.flatMap((one) => one.open);
  const names = open.length > 0 ? open : found.flatMap((one) => one.pinned);
  const { install } = first;
  return {
    kind: 'found',
    at: placeAt(install.file, install.range),
    related: others.slice(0, 20).map((one) => placeAt(one.install.file, one.install.range)),
    message: `${counted(found.length, 'command')} here ${found.length === 1 ? 'installs' : 'install'} ${listed(names)} by ${open.length > 0 ? 'name' : 'version'}, without hashes.`,
    severity: open.length > 0 ? 'low' : 'info',
    key: open.length > 0 ? 'open' : 'pinned',
  };
};

/** Installs of packages by name: each command where a release can feel them, one for each file elsewhere. */
export const adhocInstall: PinRule = {
  rule,
  *judge(view) {
    const checks: Adhoc[] = [];
    const released: Released[] = [];
    for (const one of adhocIn(view))
      if (reachesUsers(one.role)) released.push(one);
      else checks.push(one.at);
    const commandOf = ({ at: { install } }: Released): string =>
      `${install.file.path} ${installKey(install)}`;
    for (const found of grouped(released, commandOf).values()) {
      const one = ofRelease(found);
      if (one !== undefined) yield one;
    }
    const keyOf = ({ install, open }: Adhoc): string => `${install.file.path} ${open.length > 0}`;
    for (const found of grouped(checks, keyOf).values()) {
      const one = ofChecks(found);
      if (one !== undefined) yield one;
    }
  },
};
