import type { Rule } from '@custody/findings';
import { type Build, buildsIn } from '../../deps/builds.ts';
import { pinOf } from '../../deps/pin.ts';
import { type Project, projectsIn } from '../../deps/projects.ts';
import { reachesUsers, roleOf } from '../../deps/roles.ts';
import { stringsAt, tableAt } from '../../deps/toml.ts';
import { counted, listed } from '../../deps/words.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'deps/build-requires-unhashed',
  title: 'Release builds hold their build requirements by a constraint with hashes',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 518, build-system table',
  why: 'A build in isolation fetches `[build-system] requires` and all that they need by name, and then runs them to make the files that users get. `--require-hashes` of an install does not reach them.',
  todo: 'Leave the ranges in pyproject.toml, which are right for others, and hold them in the release: `uv build --build-constraints ci/build.txt --require-hashes`, or `PIP_BUILD_CONSTRAINT` with a locked file (pip 25.3 or later; `PIP_CONSTRAINT` no longer reaches builds), or `--no-isolation` after an install from a lock.',
};

const requiredBy = ({ toml }: Project): readonly string[] =>
  stringsAt(tableAt(toml.root, 'build-system'), ['build-system'], 'requires').map(({ text }) => text);

const observed = (
  view: RepositoryView,
  project: Project,
  builds: readonly Build[],
): Observation | undefined => {
  const requires = requiredBy(project);
  // A backend that lies in the tree and needs nothing.
  if (requires.length === 0) return undefined;
  const released = builds.filter((one) => reachesUsers(roleOf(view, one)));
  const shown = released.length > 0 ? released : builds;
  const open = project.declared.filter(
    ({ of, requirement }) => of === 'build' && pinOf(requirement) === undefined,
  );
  const [range = { start: 0, end: 0 }] = project.toml.places([['build-system', 'requires']]);
  const commands = listed(shown.map(({ command }) => command));
  const others = builds.length - shown.length;
  const because = released.map((one) => roleOf(view, one).because).find((one) => one !== '');
  return {
    kind: 'found',
    at: placeAt(project.toml.file, range),
    related: shown.slice(0, 20).map((one) => placeAt(one.file, one.range)),
    message: `${counted(shown.length, 'build')} (${commands}) ${shown.length === 1 ? 'fetches' : 'fetch'} ${listed(requires)} ${open.length === 0 ? 'without hashes' : 'without hashes, and what they need in whatever version'}${because === undefined ? '' : `; ${because}`}${others === 0 ? '' : `; ${counted(others, 'build')} more in checks`}.`,
    severity: released.length > 0 ? 'low' : 'info',
  };
};

/** Projects that jobs build in isolation while nothing holds what the build fetches. */
export const buildRequiresUnhashed: PinRule = {
  rule,
  *judge(view) {
    const open = view.once(buildsIn).filter(({ constrained }) => !constrained);
    for (const project of view.once(projectsIn)) {
      const builds = open.filter(({ directory }) => directory === project.directory);
      const seen = builds.length === 0 ? undefined : observed(view, project, builds);
      if (seen !== undefined) yield seen;
    }
  },
};
