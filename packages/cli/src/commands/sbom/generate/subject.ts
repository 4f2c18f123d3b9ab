import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { lookAt } from '@custody/host';
import { CommandError } from '../../../exit.ts';

/** What a path is taken for. */
export type SubjectKind = 'wheel' | 'sdist' | 'source-tree' | 'environment' | 'lock';

const LOCKS = /^(?:pylock(?:\.[^.]+)?\.toml|uv\.lock|poetry\.lock|.*\.txt)$/;

/** A folder with installed distributions in it is an environment; any other is a source tree. */
const isEnvironment = (path: string): boolean =>
  basename(path) === 'site-packages' || readdirSync(path).some((name) => name.endsWith('.dist-info'));

/** Decides by name and kind of file, never by running anything. Throws HostError where the path cannot be looked at. */
export const subjectKind = (path: string): SubjectKind => {
  const name = basename(path);
  if (lookAt(path).kind === 'directory') {
    if (name.endsWith('.whl')) throw new CommandError(`${path} is a folder, not a wheel`);
    return isEnvironment(path) ? 'environment' : 'source-tree';
  }
  if (name.endsWith('.whl')) return 'wheel';
  if (/\.(?:tar\.gz|tgz|zip)$/.test(name)) return 'sdist';
  if (LOCKS.test(name)) return 'lock';
  throw new CommandError(
    `custody cannot tell what ${path} is; it generates SBOMs of wheels, sdists, source trees, site-packages folders, requirements*.txt, pylock.toml, uv.lock and poetry.lock`,
  );
};
