import { installsIn } from '../../installs/index.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { isLockPath, readLockNames } from './lock.ts';
import { isRequirementsPath, readRequirementNames } from './requirements.ts';
import { nameInRequirement, namedIn } from './text.ts';
import { readPipfileNames, readPyprojectNames } from './toml.ts';
import type { NamedProject, NameSink, NameSources, UnreadSource } from './types.ts';

export type { NamedProject, NameSources, UnreadSource } from './types.ts';

const readerFor = (path: string): ((file: SourceFile, sink: NameSink) => void) | undefined => {
  if (/(?:^|\/)pyproject\.toml$/.test(path)) return readPyprojectNames;
  if (/(?:^|\/)Pipfile$/.test(path)) return readPipfileNames;
  if (isRequirementsPath(path)) return readRequirementNames;
  return isLockPath(path) ? readLockNames : undefined;
};

/** Every name that a repository asks an index for: `view.once(namesIn)`. In the order of its files, then of its commands. */
export const namesIn = (view: RepositoryView): NameSources => {
  const projects: NamedProject[] = [];
  const own = new Set<string>();
  const unread: UnreadSource[] = [];
  const sink: NameSink = {
    project: (one) => projects.push(one),
    own: (name) => own.add(name),
    unread: (one) => unread.push(one),
  };
  for (const path of view.repository.paths) {
    const read = readerFor(path);
    const reading = read && view.repository.read(path);
    if (reading?.kind === 'file') read?.(reading.file, sink);
    else if (reading !== undefined) unread.push(reading);
  }
  for (const { file, specs } of installsIn(view))
    for (const spec of specs) {
      if (spec.kind !== 'requirement' && spec.kind !== 'unknown') continue;
      const named = nameInRequirement(spec.text);
      if (named !== undefined)
        projects.push(namedIn(file, spec.range, named.written, 'command', named.marker));
    }
  return { projects, own, unread };
};
