import { basename } from 'node:path';
import { lookAt } from '@custody/host';
import { CommandError } from '../../../exit.ts';

/** What a path is taken for. */
export type SubjectKind = 'wheel' | 'sdist' | 'source-tree' | 'lock';

const LOCKS = /^(?:pylock(?:\.[^.]+)?\.toml|uv\.lock|poetry\.lock|.*\.txt)$/;

/** Decides by name and kind of file, never by running anything. Throws HostError where the path cannot be looked at. */
export const subjectKind = (path: string): SubjectKind => {
  const name = basename(path);
  if (lookAt(path).kind === 'directory') {
    if (name.endsWith('.whl')) throw new CommandError(`${path} is a folder, not a wheel`);
    return 'source-tree';
  }
  if (name.endsWith('.whl')) return 'wheel';
  if (/\.(?:tar\.gz|tgz|zip)$/.test(name)) return 'sdist';
  if (LOCKS.test(name)) return 'lock';
  throw new CommandError(
    `custody cannot tell what ${path} is; it generates SBOMs of wheels, sdists, source trees, site-packages folders, requirements*.txt, pylock.toml, uv.lock and poetry.lock`,
  );
};
