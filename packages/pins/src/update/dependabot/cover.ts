import type { Manifest } from '../manifests/types.ts';
import { directoryPath, hasGlob } from './glob.ts';
import type { Matching } from './matching.ts';
import type { Dependabot, UpdateEntry } from './types.ts';

const parentOf = (directory: string): string | undefined => {
  if (directory === '') return undefined;
  const slash = directory.lastIndexOf('/');
  return slash === -1 ? '' : directory.slice(0, slash);
};

/** Whether one of an entry's directories is the given one. A glob in `directory` is none: Dependabot takes it as it is written. */
export const namesDirectory = (
  { directories, directoryList }: UpdateEntry,
  directory: string,
  { matches }: Matching,
): boolean =>
  directories.some(({ value }) =>
    directoryList === undefined && hasGlob(value)
      ? directoryPath(value) === directory
      : matches(value, directory),
  );

/** `exclude-paths` are below the repository or below the entry's directory, as files or folders. */
const isExcluded = (entry: UpdateEntry, path: string, { matches }: Matching): boolean =>
  entry.excluded.some(({ value }) => {
    const folders = entry.directories.map((one) => directoryPath(one.value));
    return ['', ...folders].some((folder) => {
      const pattern = folder === '' ? value : `${folder}/${value}`;
      return matches(pattern, path) || matches(`${pattern}/**`, path);
    });
  });

/** The requirements files that Dependabot takes with a directory: those in it, and in its folders. */
const isRequirements = (path: string): boolean => /\.(?:txt|in)$/.test(path);

/** Whether an entry's ecosystem is one that a manifest can be covered by. */
export const sameEcosystem = ({ ecosystem }: UpdateEntry, { ecosystems }: Manifest): boolean =>
  ecosystem !== undefined && ecosystems.some((one) => one === ecosystem.value.trim());

/** Whether an entry of the manifest's ecosystem reaches it. */
export const covers = (entry: UpdateEntry, manifest: Manifest, matching: Matching): boolean => {
  if (!sameEcosystem(entry, manifest) || isExcluded(entry, manifest.path, matching)) return false;
  const { directory, path } = manifest;
  if (namesDirectory(entry, directory, matching)) return true;
  // The folder of the workflows may be named as well as the root.
  if (path.startsWith('.github/workflows/') && namesDirectory(entry, '.github/workflows', matching))
    return true;
  const parent = parentOf(directory);
  return isRequirements(path) && parent !== undefined && namesDirectory(entry, parent, matching);
};

/** Whether an entry was told to pass over a manifest: an omission on purpose. */
export const excludes = (entry: UpdateEntry, manifest: Manifest, matching: Matching): boolean =>
  sameEcosystem(entry, manifest) && isExcluded(entry, manifest.path, matching);

/** Whether any entry of a configuration covers a manifest, or passes over it on purpose. */
export const isAccountedFor = ({ updates }: Dependabot, manifest: Manifest, matching: Matching): boolean =>
  updates.some((entry) => covers(entry, manifest, matching) || excludes(entry, manifest, matching));
