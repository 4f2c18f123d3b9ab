import { type KeyPath, parseRequirement, type Requirement } from '@custody/python';
import { directoryOf } from '../installs/path.ts';
import type { RepositoryView } from '../repository/view.ts';
import { isAside } from '../repository/aside.ts';
import { stringsAt, tableAt, tomlAt, type TomlFile } from './toml.ts';

/** A requirement that a project declares, at its key. */
export type Declared = {
  readonly requirement: Requirement;
  readonly text: string;
  readonly path: KeyPath;
  /** `build`: what the build needs; `group`: for development; `extra`: on demand. */
  readonly of: 'project' | 'extra' | 'group' | 'build';
};

/** A Python project of the repository. */
export type Project = {
  readonly toml: TomlFile;
  /** Below the root; empty for the root. */
  readonly directory: string;
  readonly declared: readonly Declared[];
  /** The requirements of a plain install are all told here; false where they are made by the build. */
  readonly complete: boolean;
};

/** Requirements of one file, above which the rest is passed over. */
const MOST = 20_000;

const declaredOf = (toml: TomlFile): readonly Declared[] => {
  const { root } = toml;
  const found: Declared[] = [];
  const take = (
    of: Declared['of'],
    texts: readonly { readonly text: string; readonly path: KeyPath }[],
  ): void => {
    for (const { text, path } of texts) {
      if (found.length >= MOST) return;
      const requirement = parseRequirement(text);
      if (requirement.kind === 'ok') found.push({ requirement, text, path, of });
    }
  };
  take('build', stringsAt(tableAt(root, 'build-system'), ['build-system'], 'requires'));
  take('project', stringsAt(tableAt(root, 'project'), ['project'], 'dependencies'));
  for (const [of, path] of [
    ['extra', ['project', 'optional-dependencies']],
    ['group', ['dependency-groups']],
  ] as const) {
    const table = tableAt(root, ...path);
    for (const name of table?.keys() ?? []) take(of, stringsAt(table, path, name));
  }
  return found;
};

const projectOf = (toml: TomlFile): Project => {
  const table = tableAt(toml.root, 'project');
  const dynamic = stringsAt(table, ['project'], 'dynamic').some(({ text }) => text === 'dependencies');
  return {
    toml,
    directory: directoryOf(toml.file.path),
    declared: declaredOf(toml),
    complete: table !== undefined && !dynamic,
  };
};

const all = (view: RepositoryView): readonly Project[] =>
  view.repository.paths.flatMap((path) => {
    if (!/(?:^|\/)pyproject\.toml$/.test(path) || isAside(path)) return [];
    const toml = tomlAt(view, path);
    return toml === undefined ? [] : [projectOf(toml)];
  });

/** The projects of a repository, those of tests and examples left out. */
export const projectsIn = (view: RepositoryView): readonly Project[] => view.once(all);

/** The project that lies in a directory. */
export const projectAt = (view: RepositoryView, directory: string): Project | undefined =>
  view.once(projectsIn).find((one) => one.directory === directory);
