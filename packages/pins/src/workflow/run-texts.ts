import { directoryOf } from '../installs/path.ts';
import type { RepositoryView } from '../repository/view.ts';
import { scalarOf } from '../yaml/get.ts';
import type { Step } from './types.ts';

/**
 * What a step runs, as text. `step`: its own script; `file`: a file of the repository that a script names; `tasks`: the
 * file of a task runner that a script starts, of which nobody knows here which tasks run.
 */
export type RunText = { readonly of: 'step' | 'file' | 'tasks'; readonly text: string };

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

/** A step's scripts, and the files of the repository that they name, and those that these name. */
export const runTextsOf = (view: RepositoryView, step: Step): readonly RunText[] => {
  const { repository } = view;
  const texts: RunText[] = [];
  const taken = new Set<string>();
  const take = (of: RunText['of'], path: string): void => {
    if (taken.size >= MOST_FILES || taken.has(path) || !repository.has(path)) return;
    taken.add(path);
    const reading = repository.read(path);
    if (reading?.kind === 'file')
      look({ of, text: reading.file.text.slice(0, MOST_TEXT) }, directoryOf(path));
  };
  const look = (one: RunText, directory: string): void => {
    texts.push(one);
    // Which of a runner's tasks run is not known: what they name is not looked at.
    if (one.of === 'tasks') return;
    let words = 0;
    for (const [word] of one.text.matchAll(/[\w.@+/-]+/g)) {
      words += 1;
      if (words > MOST_WORDS) return;
      for (const file of TASK_FILES.get(word) ?? [])
        for (const base of new Set(['', directory])) take('tasks', below(base, file));
      const path = word.replace(/^(?:\.?\/)+/, '');
      if (path === '' || IS_DATA.test(path)) continue;
      for (const base of new Set(['', directory])) take('file', below(base, path));
    }
  };
  const directory = (scalarOf(step.node, 'working-directory')?.value ?? '').replace(/^\.\/|\/+$/g, '');
  for (const { script } of step.scripts) look({ of: 'step', text: script.value }, directory);
  return texts;
};
