import { lockFormatOf, normalizeName, readLock } from '@custody/python';
import { isRequirementsPath } from '../names/sources/requirements.ts';
import type { RepositoryView } from '../repository/view.ts';
import { asideOf } from '../repository/aside.ts';

/** A version that a file of the repository fixes. */
export type LockedVersion = { readonly version: string; readonly path: string };

const MOST = 50;

/** Versions that lock and requirements files fix, by the normalised name of the project: `view.once(lockedIn)`. */
export const lockedIn = (view: RepositoryView): ReadonlyMap<string, readonly LockedVersion[]> => {
  const found = new Map<string, LockedVersion[]>();
  for (const path of view.repository.paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const format = lockFormatOf(name);
    if (format === undefined || (format === 'requirements' && !isRequirementsPath(path))) continue;
    if (asideOf(path) !== undefined) continue;
    const reading = view.repository.read(path);
    if (reading?.kind !== 'file') continue;
    const lock = readLock(reading.file.bytes, name);
    if (lock.kind !== 'lock') continue;
    for (const { name: project, version, source } of lock.reading.packages) {
      if (version === undefined || source.kind !== 'index') continue;
      const list = found.get(normalizeName(project)) ?? [];
      found.set(normalizeName(project), list);
      if (list.length < MOST && !list.some((one) => one.version === version)) list.push({ version, path });
    }
  }
  return found;
};
