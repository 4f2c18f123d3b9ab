import type { KeyPath, TomlTable } from '@custody/python';
import { asTable } from '@custody/python';
import { isAside } from '../repository/aside.ts';
import { stringsAt, tableAt, tomlAt, type TomlFile } from '../deps/toml.ts';
import type { RepositoryView } from '../repository/view.ts';
import { parseShell } from '../shell/parse.ts';
import type { ShellScript } from '../shell/types.ts';
import { ciOf } from '../workflow/read.ts';
import type { Setting } from '../workflow/types.ts';
import { placeIn } from '../yaml/place.ts';
import { directoryOf } from './path.ts';
import type { ScriptAt } from './scripts.ts';
import { specOf } from './spec.ts';
import type { Install, InstallOrigin } from './types.ts';

/** `[tool.cibuildwheel]`, its platforms' tables and its overrides, each with its path. */
const tablesIn = (root: TomlTable): readonly { readonly table: TomlTable; readonly path: KeyPath }[] => {
  const base = ['tool', 'cibuildwheel'];
  const table = tableAt(root, ...base);
  if (table === undefined) return [];
  const platforms = ['linux', 'macos', 'windows', 'pyodide', 'android', 'ios'].flatMap((name) => {
    const one = tableAt(table, name);
    return one === undefined ? [] : [{ table: one, path: [...base, name] }];
  });
  const overrides = table.get('overrides');
  const others = (Array.isArray(overrides) ? (overrides as readonly unknown[]).slice(0, 200) : []).flatMap(
    (value, at) => {
      const one = asTable(value);
      return one === undefined ? [] : [{ table: one, path: [...base, 'overrides', at] }];
    },
  );
  return [{ table, path: base }, ...platforms, ...others];
};

const projectsIn = (view: RepositoryView): readonly TomlFile[] =>
  view.repository.paths.flatMap((path) =>
    /(?:^|\/)pyproject\.toml$/.test(path) && !isAside(path) ? (tomlAt(view, path) ?? []) : [],
  );

const SCRIPTS = ['before-all', 'before-build', 'before-test', 'test-command', 'repair-wheel-command'];

/** Scripts that `[tool.cibuildwheel]` holds. Their places are those of the keys. */
export const buildScripts = (view: RepositoryView): readonly ScriptAt[] =>
  projectsIn(view).flatMap((project) =>
    tablesIn(project.root).flatMap(({ table, path }) =>
      SCRIPTS.flatMap((key) =>
        stringsAt(table, path, key).map((one): ScriptAt => {
          let parsed: ShellScript | undefined;
          return {
            file: project.file,
            text: one.text,
            script: () => (parsed ??= parseShell(one.text)),
            place: () => project.places([one.path])[0] ?? { start: 0, end: 0 },
            origin: { kind: 'config', key: [...path, key].join('.') },
            variables: [],
            directory: directoryOf(project.file.path),
          };
        }),
      ),
    ),
  );

const VARIABLE = /^CIBW_TEST_REQUIRES(?:_[A-Z]+)?$/;

/** Names parted by blanks, each at its place (cibuildwheel, "test-requires"). */
const requiredBy = (
  { name, value }: Setting,
  origin: Extract<InstallOrigin, { kind: 'github' }>,
): Install | undefined => {
  if (!VARIABLE.test(name) || value.value.trim() === '') return undefined;
  const specs = [...value.value.matchAll(/[^\s]+/g)].slice(0, 200).map(({ 0: text, index }) =>
    specOf({
      text,
      known: !text.includes('$') && !text.includes('{{') && !text.includes('}}'),
      range: placeIn(value, index, index + text.length),
    }),
  );
  return {
    file: value.source,
    range: value.range,
    tool: 'cibuildwheel',
    verb: 'install',
    command: name,
    specs,
    options: [],
    origin: { ...origin, variable: name },
  };
};

const ofWorkflows = (view: RepositoryView): readonly Install[] => {
  const { workflows, actions } = view.once(ciOf);
  const found: Install[] = [];
  const add = (settings: readonly Setting[], origin: Extract<InstallOrigin, { kind: 'github' }>): void => {
    for (const setting of settings) {
      const one = requiredBy(setting, origin);
      if (one !== undefined) found.push(one);
    }
  };
  for (const workflow of workflows) {
    add(workflow.env, { kind: 'github', workflow });
    for (const job of workflow.jobs) {
      add(job.env, { kind: 'github', workflow, job });
      for (const step of job.steps) add(step.env, { kind: 'github', workflow, job, step });
    }
  }
  for (const action of actions)
    for (const step of action.steps) add(step.env, { kind: 'github', action, step });
  return found;
};

const ofProject = (project: TomlFile): readonly Install[] =>
  tablesIn(project.root).flatMap(({ table, path }) => {
    const texts = stringsAt(table, path, 'test-requires');
    const [first] = texts;
    if (first === undefined) return [];
    const ranges = project.places([[...path, 'test-requires'], ...texts.map((one) => one.path)]);
    const [range = { start: 0, end: 0 }, ...each] = ranges;
    const specs = texts.flatMap(({ text }, at) =>
      // A text is parted at blanks; an item of a list is one requirement.
      (first.path.length === path.length + 1 ? text.split(/\s+/).filter((one) => one !== '') : [text]).map(
        (one) => specOf({ text: one, known: true, range: each[at] ?? range }),
      ),
    );
    const command = [...path, 'test-requires'].join('.');
    return [
      {
        file: project.file,
        range,
        tool: 'cibuildwheel' as const,
        verb: 'install' as const,
        command,
        specs,
        options: [],
        origin: { kind: 'config' as const, key: command },
      },
    ];
  });

/** What cibuildwheel installs to test the wheels that it has built. */
export const testRequires = (view: RepositoryView): readonly Install[] => [
  ...ofWorkflows(view),
  ...projectsIn(view).flatMap(ofProject),
];
