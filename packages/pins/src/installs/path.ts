import type { RepositoryView } from '../repository/view.ts';

/** `a/./b/../c` as `a/c`; undefined where it leaves the root. */
export const normalPath = (path: string): string | undefined => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

export const directoryOf = (path: string): string => {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
};

/** What stands for the checkout in front of a path: placeholders of cibuildwheel, variables of runners. */
const ROOTS =
  /^(?:\{(?:project|package)\}|\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?|\$\{?env:GITHUB_WORKSPACE\}?)\//;

/** Files of one name that are looked through. */
const MOST_ALIKE = 500;

const byName = (view: RepositoryView): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const path of view.repository.paths) {
    if (!/\.(?:txt|in|pip|toml|lock|cfg)$/.test(path)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const list = found.get(name);
    if (list === undefined) found.set(name, [path]);
    else if (list.length < MOST_ALIKE) list.push(path);
  }
  return found;
};

/** The one file of the repository whose path ends as `path` does: a container's paths are other ones. */
const bySuffix = (view: RepositoryView, path: string): string | undefined => {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const named = view.once(byName).get(parts.at(-1) ?? '') ?? [];
  for (let from = 0; from < Math.min(parts.length, 8); from += 1) {
    const suffix = parts.slice(from).join('/');
    const [only, ...others] = named.filter((one) => one === suffix || one.endsWith(`/${suffix}`));
    if (only !== undefined) return others.length === 0 || only === suffix ? only : undefined;
  }
  return undefined;
};

/** The file of the repository that a command means by a path, seen from `directory`. */
export const fileMeant = (view: RepositoryView, directory: string, written: string): string | undefined => {
  const rooted = written.replace(ROOTS, '').replaceAll('\\', '/');
  if (rooted.includes('$') || rooted === '') return undefined;
  const bases = rooted !== written || directory === '' ? [''] : [directory, ''];
  for (const base of bases) {
    const path = normalPath(base === '' ? rooted : `${base}/${rooted}`);
    if (path !== undefined && !rooted.startsWith('/') && view.repository.has(path)) return path;
  }
  return bySuffix(view, rooted);
};
