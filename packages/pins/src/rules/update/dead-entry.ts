import type { Rule } from '@custody/findings';
import type { RepositoryView } from '../../repository/view.ts';
import { directoryPath, hasGlob } from '../../update/dependabot/glob.ts';
import { type Matching, matchingOf } from '../../update/dependabot/matching.ts';
import { dependabotIn } from '../../update/dependabot/read.ts';
import type { UpdateEntry } from '../../update/dependabot/types.ts';
import { removeDirectory, removeEntry } from '../../update/edit/remove.ts';
import { BY_NAME, DECLARED } from '../../update/manifests/table.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { mendBy } from './shared.ts';

const rule: Rule = {
  id: 'update/dead-entry',
  title: 'Every folder that the update bot is told of holds something to update',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'An entry for a folder that moved or never was looks like care, and nothing is looked at; Dependabot says so only in its own log.',
  todo: 'Name the folder that is meant, or take the entry away; look first whether the checkout is whole (sparse, without submodules).',
};

/** The folders in which an ecosystem has anything at all, be it fixed or not. */
const foldersWith = (view: RepositoryView): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const add = (ecosystem: string, folder: string): void => {
    found.set(ecosystem, (found.get(ecosystem) ?? new Set<string>()).add(folder));
  };
  for (const path of [...view.repository.paths, ...view.repository.links]) {
    const slash = path.lastIndexOf('/');
    const [folder, name] = [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
    for (const row of [...BY_NAME, ...DECLARED])
      if (row.name.test(name)) for (const ecosystem of row.ecosystems) add(ecosystem, folder);
    // Dependabot takes the requirements of a folder's own folders with it.
    if (/\.(?:txt|in)$/.test(name) && folder !== '')
      for (const ecosystem of ['pip', 'uv'])
        add(ecosystem, folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
    if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
      for (const one of ['', '.github/workflows']) add('github-actions', one);
    if (/(?:^|\/)\.devcontainer\//.test(path) && name.endsWith('.json'))
      add('devcontainers', folder.slice(0, Math.max(0, folder.lastIndexOf('.devcontainer') - 1)));
    // The version catalogue and the wrapper lie below the folder that is named.
    if (/(?:^|\/)gradle\//.test(path)) add('gradle', folder.replace(/\/?gradle(?:\/.*)?$/, ''));
    if (/(?:^|\/)\.config\/dotnet-tools\.json$/.test(path)) add('nuget', folder.replace(/\/?\.config$/, ''));
  }
  return found;
};

const isAlive = (
  value: string,
  { directoryList }: UpdateEntry,
  folders: ReadonlySet<string>,
  { matches }: Matching,
): boolean =>
  directoryList !== undefined && hasGlob(value)
    ? [...folders].some((folder) => matches(value, folder))
    : folders.has(directoryPath(value));

/** Solutions and their like name projects anywhere below: what lies below counts. */
const DEEP: ReadonlySet<string> = new Set(['nuget', 'maven', 'gradle', 'bazel', 'sbt', 'dotnet-sdk']);

const withAncestors = (folders: ReadonlySet<string>): ReadonlySet<string> => {
  const all = new Set(folders);
  for (const folder of folders)
    for (let at = folder; at !== ''; ) {
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
      all.add(at);
    }
  return all;
};

/** Entries of Dependabot, or folders of theirs, in which nothing of their ecosystem is. */
export const deadEntry: PinRule = {
  rule,
  *judge(view) {
    const reading = view.once(dependabotIn);
    if (reading?.kind !== 'read' || view.repository.gaps.length > 0) return;
    const { dependabot } = reading;
    const known = view.once(foldersWith);
    const matching = view.once(matchingOf);
    for (const entry of dependabot.updates) {
      const name = entry.ecosystem?.value;
      // Of another branch nothing is known here.
      if (name === undefined || entry.targetBranch !== undefined) continue;
      const some = known.get(name) ?? new Set<string>();
      const folders = DEEP.has(name) ? withAncestors(some) : some;
      const dead = entry.directories.filter(({ value }) => !isAlive(value, entry, folders, matching));
      const all = dead.length === entry.directories.length;
      const { file } = dependabot;
      for (const [index, directory] of dead.entries()) {
        if (all && index > 0) break;
        const what = all ? `the entry for ${name}` : quoted(directory.value);
        yield {
          kind: 'found',
          at: placeAt(file, directory.range),
          message: all
            ? `Nothing of ${name} is in ${dead
                .slice(0, 4)
                .map(({ value }) => quoted(value))
                .join(', ')}: the entry does nothing.`
            : `Nothing of ${name} is in ${quoted(directory.value)}.`,
          key: `${name} ${directory.value}`,
          ...mendBy(
            file.path,
            // A sparse checkout, or one without its submodules, has less in it than the repository.
            `take out ${what}, if this checkout has all files of the repository`,
            all ? removeEntry(dependabot, entry) : removeDirectory(dependabot, entry, directory),
            'unsafe',
          ),
        } satisfies Observation;
      }
    }
  },
};
