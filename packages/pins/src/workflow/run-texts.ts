import { directoryOf } from '../installs/path.ts';
import type { RepositoryView } from '../repository/view.ts';
import { scalarOf } from '../yaml/get.ts';
import type { Step } from './types.ts';

/**
 * What a step runs, as text. `step`: its own script; `file`: a file of the repository that a script names; `tasks`: the
 * file of a task runner that a script starts, of which nobody knows here which tasks run.
 */
export type RunText =
  | { readonly of: 'step'; readonly text: string }
  | { readonly of: 'file' | 'tasks'; readonly path: string; readonly text: string };

const TASK_FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ['make', ['Makefile', 'makefile', 'GNUmakefile']],
  ['just', ['justfile', 'Justfile', '.justfile']],
  ['task', ['Taskfile.yml', 'Taskfile.yaml']],
  ['nox', ['noxfile.py']],
  ['tox', ['tox.ini', 'tox.toml', 'setup.cfg', 'pyproject.toml']],
  ['hatch', ['hatch.toml', 'pyproject.toml']],
  ['pdm', ['pyproject.toml']],
  ['poe', ['poe_tasks.toml', 'pyproject.toml']],
  ['invoke', ['tasks.py']],
  ['inv', ['tasks.py']],
  ['doit', ['dodo.py']],
  ['npm', ['package.json']],
  ['yarn', ['package.json']],
  ['pnpm', ['package.json']],
]);

/** Files that a command reads rather than runs. */
const IS_DATA =
  /\.(?:md|rst|txt|toml|json|ya?ml|lock|cfg|ini|in|whl|gz|zip|html?|css|csv|svg|png|xml|c|h|cpp|rs)$/i;

const MOST_FILES = 30;
const MOST_WORDS = 5000;
const MOST_TEXT = 200_000;

const below = (directory: string, path: string): string => (directory === '' ? path : `${directory}/${path}`);

type Named = { readonly of: 'file' | 'tasks'; readonly path: string };

/** The files of the repository that a script names, as they lie below the root or beside it. */
const namedIn = ({ repository }: RepositoryView, text: string, directory: string): readonly Named[] => {
  const found = new Map<string, Named>();
  const bases = new Set(['', directory]);
  const add = (of: Named['of'], path: string): void => {
    for (const base of bases) {
      const whole = below(base, path);
      if (repository.has(whole) && !found.has(whole)) found.set(whole, { of, path: whole });
    }
  };
  let words = 0;
  for (const [word] of text.matchAll(/[\w.@+/-]+/g)) {
    words += 1;
    if (words > MOST_WORDS || found.size >= MOST_FILES) break;
    for (const file of TASK_FILES.get(word) ?? []) add('tasks', file);
    const path = word.replace(/^(?:\.?\/)+/, '');
    if (path !== '' && !IS_DATA.test(path)) add('file', path);
  }
  return [...found.values()];
};

type FileText = { readonly text: string; readonly named: readonly Named[] };

const known = (view: RepositoryView): Map<string, FileText | undefined> => {
  // The view is what they are remembered for.
  void view;
  return new Map();
};

/** A file's text and what it names, read once however many steps run it. */
const fileText = (view: RepositoryView, { of, path }: Named): FileText | undefined => {
  const files = view.once(known);
  const key = `${of} ${path}`;
  if (files.has(key)) return files.get(key);
  const reading = view.repository.read(path);
  const text = reading?.kind === 'file' ? reading.file.text.slice(0, MOST_TEXT) : undefined;
  // Which of a runner's tasks run is not known: what they name is not looked at.
  const made =
    text === undefined
      ? undefined
      : { text, named: of === 'tasks' ? [] : namedIn(view, text, directoryOf(path)) };
  files.set(key, made);
  return made;
};

/** A step's scripts, and the files of the repository that they name, and those that these name. */
export const runTextsOf = (view: RepositoryView, step: Step): readonly RunText[] => {
  const texts: RunText[] = [];
  const taken = new Map<string, Named>();
  const take = (named: readonly Named[]): void => {
    for (const one of named) if (taken.size < MOST_FILES && !taken.has(one.path)) taken.set(one.path, one);
  };
  const directory = (scalarOf(step.node, 'working-directory')?.value ?? '').replace(/^\.\/|\/+$/g, '');
  for (const { script } of step.scripts) {
    texts.push({ of: 'step', text: script.value });
    take(namedIn(view, script.value, directory));
  }
  // Those that are found on the way are visited too.
  for (const one of taken.values()) {
    const file = fileText(view, one);
    if (file === undefined) continue;
    texts.push({ of: one.of, path: one.path, text: file.text });
    take(file.named);
  }
  return texts;
};
