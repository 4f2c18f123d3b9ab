import type { Rule } from '@custody/findings';
import { grouped } from '../../deps/grouped.ts';
import { reachesUsers, type RoleAt, roleOf } from '../../deps/roles.ts';
import { listed } from '../../deps/words.ts';
import { installsIn } from '../../installs/installs.ts';
import type { Install } from '../../installs/types.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';
import { type Adhoc, adhocOf } from './adhoc-install.ts';

const rule: Rule = {
  id: 'deps/adhoc-install-in-env',
  title: 'What the environment of a build names is held by hashes',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'cibuildwheel installs the test requirements on the machine that builds, and before the wheels leave it: what they bring can change a wheel that is already built.',
  attack:
    'Code that a package brings runs when Python starts (a `.pth` file, as in the litellm release of March 2026): it need not even be imported.',
  todo: 'Leave the test requirements out of the build, and install them from a lock with hashes: `CIBW_BEFORE_TEST: pip install --require-hashes -r {project}/ci/test.txt`. Or test the uploaded wheels in a job of its own.',
};

/** What carries the wheels on: the job's own words, or that nothing was seen to. */
const wayOf = (installs: readonly Install[], because: readonly string[]): string => {
  const jobs = installs.flatMap(({ origin }) => (origin.kind === 'github' ? (origin.job?.id ?? []) : []));
  const where = jobs.length > 1 ? ` in ${jobs.length} jobs` : '';
  const [first] = because.filter((one) => one !== '');
  return `cibuildwheel installs them${where} beside each wheel that it has built, before the wheel is handed on${first === undefined ? '' : `: ${first}`}`;
};

type Seen = { readonly found: Adhoc; readonly role: RoleAt };

const observed = (seen: readonly Seen[]): Observation | undefined => {
  const [first, ...others] = seen;
  if (first === undefined) return undefined;
  const { install, open, pinned } = first.found;
  const way = wayOf(
    seen.map(({ found }) => found.install),
    seen.map(({ role }) => role.because),
  );
  return {
    kind: 'found',
    at: placeAt(install.file, install.range),
    related: others.slice(0, 20).map(({ found }) => placeAt(found.install.file, found.install.range)),
    message: `${install.command} names ${listed([...open, ...pinned], 8)} without ${open.length > 0 ? 'a version or ' : ''}hashes; ${way}.`,
    severity: open.length > 0 && seen.some(({ role }) => reachesUsers(role)) ? 'medium' : 'low',
    key: install.command,
  };
};

/** `CIBW_TEST_REQUIRES` and its like in configuration: one for each file and list. Commands in `CIBW_BEFORE_…` are installs like others. */
export const adhocInstallInEnv: PinRule = {
  rule,
  *judge(view) {
    const seenHere = view.once(installsIn).flatMap((install): readonly Seen[] => {
      const found = install.tool === 'cibuildwheel' ? adhocOf(view, install) : undefined;
      return found === undefined ? [] : [{ found, role: roleOf(view, install) }];
    });
    const keyOf = ({ found: { install, open, pinned } }: Seen): string =>
      [install.file.path, install.command, ...open, ...pinned].join(' ');
    for (const seen of grouped(seenHere, keyOf).values()) {
      const one = observed(seen);
      if (one !== undefined) yield one;
    }
  },
};
