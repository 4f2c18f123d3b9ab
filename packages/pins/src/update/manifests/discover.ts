import { parsePyproject } from '@custody/python';
import { dockerfilesIn } from '../../docker/dockerfile.ts';
import { isRequirementsPath } from '../../names/sources/requirements.ts';
import { preCommitIn } from '../../precommit/precommit.ts';
import { requirementsOf } from '../../repository/requirements.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { ciOf } from '../../workflow/read.ts';
import type { Step } from '../../workflow/types.ts';
import { valueOf } from '../../yaml/get.ts';
import { asideOf } from '../../repository/aside.ts';
import { BY_NAME } from './table.ts';
import type { Ecosystem, Manifest } from './types.ts';

const directoryOf = (path: string): string => {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
};

const manifest = (
  path: string,
  ecosystems: Manifest['ecosystems'],
  more: Partial<Manifest> = {},
): Manifest => {
  const aside = asideOf(path);
  return {
    path,
    directory: directoryOf(path),
    ecosystems,
    pinned: true,
    ...(aside !== undefined && { aside }),
    ...more,
  };
};

const usesRemote = (steps: readonly Step[]): boolean =>
  steps.some(({ uses }) => uses?.target.kind === 'repository');

const ofGithub = (view: RepositoryView): readonly Manifest[] => {
  const { workflows, actions } = view.once(ciOf);
  return [
    ...workflows
      .filter(({ jobs }) =>
        jobs.some(({ uses, steps }) => uses?.target.kind === 'repository' || usesRemote(steps)),
      )
      .map(({ file }) => manifest(file.path, ['github-actions'], { directory: '' })),
    ...actions
      .filter(({ steps }) => usesRemote(steps))
      .map(({ file, directory }) =>
        manifest(file.path, ['github-actions'], directory === '' ? {} : { composite: true }),
      ),
  ];
};

/** A requirements file that fixes at least one version. */
const fixesVersions = (file: SourceFile): boolean => {
  const reading = requirementsOf(file);
  return (
    reading.kind === 'requirements' &&
    reading.entries.some(
      (entry) =>
        entry.kind === 'requirement' &&
        entry.tokens().clauses.some(({ operator }) => operator.text === '==' || operator.text === '==='),
    )
  );
};

/** A pyproject.toml that fixes a version of what the project is built from or needs. */
const declaresVersions = (bytes: Uint8Array): boolean => {
  const { buildSystem, project, dependencyGroups } = parsePyproject(bytes);
  const grouped = [...dependencyGroups.values()].flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'requirement' ? [item.text] : [])),
  );
  return [
    ...(buildSystem?.requires ?? []),
    ...(project?.dependencies ?? []),
    ...[...(project?.optionalDependencies.values() ?? [])].flat(),
    ...grouped,
  ].some((text) => /==\s*[\w.]+(?:\s*;|\s*$)/.test(text.slice(0, 500)));
};

/** Dockerfiles that start from an image of a registry. */
const ofDocker = (view: RepositoryView): readonly Manifest[] =>
  view
    .once(dockerfilesIn)
    .filter(({ froms }) => froms.some(({ local, resolved }) => !local && resolved !== undefined))
    .map(({ file }) => manifest(file.path, ['docker']));

/** What an entry for requirements in a folder names: that of the lock beside them. */
const ofPython = (view: RepositoryView, path: string): Manifest['ecosystems'] => {
  const folder = directoryOf(path);
  return view.repository.has(folder === '' ? 'uv.lock' : `${folder}/uv.lock`) ? ['uv', 'pip'] : ['pip', 'uv'];
};

const ofPath = (view: RepositoryView, path: string): Manifest | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isRequirementsPath(path)) {
    const reading = view.repository.read(path);
    return reading?.kind === 'file' && fixesVersions(reading.file)
      ? manifest(path, ofPython(view, path))
      : undefined;
  }
  if (name === 'pyproject.toml') {
    const reading = view.repository.read(path);
    return reading?.kind === 'file' && declaresVersions(reading.file.bytes)
      ? manifest(path, ofPython(view, path))
      : undefined;
  }
  const row = BY_NAME.find((one) => one.name.test(name));
  if (row === undefined) return undefined;
  const reading = row.holds && view.repository.read(path);
  if (reading?.kind === 'file' && row.holds?.test(reading.file.text) === false) return undefined;
  return manifest(path, row.ecosystems);
};

/** Whose updates projects leave to other services or to hands as often as to a bot. */
const BY_OTHER_MEANS: ReadonlySet<Ecosystem> = new Set([
  'devcontainers',
  'gitsubmodule',
  'pre-commit',
  'rust-toolchain',
  'dotnet-sdk',
]);

export const isByOtherMeans = (ecosystem: Ecosystem): boolean => BY_OTHER_MEANS.has(ecosystem);

/** Everything in a repository whose versions grow old unless somebody updates them: `view.once(manifestsIn)`. In the order of paths. */
export const manifestsIn = (view: RepositoryView): readonly Manifest[] => {
  const { repository } = view;
  const hooks = view.once(preCommitIn);
  const found = [
    ...ofGithub(view),
    ...ofDocker(view),
    ...repository.paths.flatMap((path) => ofPath(view, path) ?? []),
    // pre-commit.ci, which the key is for, proposes updates by itself.
    ...(hooks?.repositories.some(({ rev }) => rev !== undefined) === true &&
    valueOf(hooks.document.root, 'ci') === undefined
      ? [manifest(hooks.document.source.path, ['pre-commit'])]
      : []),
    ...(repository.has('.gitmodules') ? [manifest('.gitmodules', ['gitsubmodule'])] : []),
  ];
  return found.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
};
