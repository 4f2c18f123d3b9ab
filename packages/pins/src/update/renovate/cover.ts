import type { Matching } from '../dependabot/matching.ts';
import type { Ecosystem, Manifest } from '../manifests/types.ts';
import type { Renovate } from './read.ts';

/** Renovate's managers that read an ecosystem's manifests. Absent: they are named as the ecosystem is. */
const MANAGERS: ReadonlyMap<Ecosystem, readonly string[]> = new Map([
  ['pip', ['pip_requirements', 'pip-compile', 'pip_setup', 'pep621', 'pipenv', 'poetry', 'setup-cfg']],
  ['uv', ['pep621', 'pip-compile', 'pip_requirements']],
  ['docker', ['dockerfile']],
  ['docker-compose', ['docker-compose']],
  ['gitsubmodule', ['git-submodules']],
  ['devcontainers', ['devcontainer']],
  ['dotnet-sdk', ['nuget']],
  ['helm', ['helmv3', 'helm-values']],
  ['conda', ['conda-environment']],
  ['opentofu', ['terraform']],
  ['rust-toolchain', ['rust-toolchain']],
  ['bazel', ['bazel', 'bazel-module']],
]);

/** Managers that only run where the configuration switches them on. */
const OPTIONAL: ReadonlySet<string> = new Set(['pre-commit', 'git-submodules', 'nix', 'pip-compile']);

const runs = ({ managers, disabledManagers, presets, root }: Renovate, manager: string): boolean => {
  if (disabledManagers.has(manager)) return false;
  if (managers.length > 0) return managers.includes(manager);
  if (!OPTIONAL.has(manager)) return true;
  const switched =
    root.kind === 'object' && root.entries.get(manager)?.kind === 'object' && !disabledManagers.has(manager);
  return switched || (manager === 'pre-commit' && presets.includes(':enablePreCommit'));
};

/** Whether Renovate reads the paths: what is ignored on purpose is accounted for, too. */
const isIgnored = ({ ignored, included }: Renovate, path: string, { matches }: Matching): boolean =>
  ignored.some((pattern) => matches(pattern, path) || matches(`${pattern}/**`, path)) ||
  (included.length > 0 && !included.some((pattern) => matches(pattern, path)));

/** Whether Renovate updates a manifest, or is told to pass over it. A preset from elsewhere may say anything: then it is believed to. */
export const renovateAccountsFor = (
  renovate: Renovate,
  { path, ecosystems }: Manifest,
  matching: Matching,
): boolean => {
  if (!renovate.enabled) return false;
  if (isIgnored(renovate, path, matching) || renovate.unknownPresets.length > 0) return true;
  return ecosystems.some((one) => (MANAGERS.get(one) ?? [one]).some((manager) => runs(renovate, manager)));
};
