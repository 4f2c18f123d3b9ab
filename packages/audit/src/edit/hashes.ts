import { compareText } from '@custody/findings';
import type { IndexData, IndexFile } from '../index-data/index.ts';
import type { VersionEdit } from './types.ts';

/** The files of the version that an edit goes to; the reason where they are not known. */
export const filesOfEdit = async (
  index: Pick<IndexData, 'files'>,
  { name, to }: VersionEdit,
): Promise<readonly IndexFile[] | string> => {
  const files = await index.files(name, to);
  if (files.kind === 'unknown')
    return `the hashes of ${name} ${to} are not known: ${files.reason}; old ones are never kept`;
  return files.value;
};

/**
 * Digests of every file by each of the algorithms, as `sha256:…`, in the order that the old ones were in: sorted where they were, else
 * in the order of the files. A sentence where the index does not offer them all.
 */
export const regenerated = (
  files: readonly IndexFile[],
  old: readonly string[],
  { name, to }: VersionEdit,
): readonly string[] | string => {
  const algorithms = [...new Set(old.map((text) => text.slice(0, text.indexOf(':'))))];
  const fresh: string[] = [];
  for (const file of files)
    for (const algorithm of algorithms) {
      const digest = file.hashes.find((hash) => hash.algorithm === algorithm)?.digest;
      if (digest === undefined)
        return `the index names no ${algorithm} of ${file.name}, which ${name} ${to} has; old hashes are never kept`;
      fresh.push(`${algorithm}:${digest}`);
    }
  const unique = [...new Set(fresh)];
  const lower = old.map((text) => text.toLowerCase());
  const inOrder = (sign: number): boolean =>
    lower.every((text, at) => at === 0 || sign * compareText(lower[at - 1] ?? '', text) <= 0);
  if (inOrder(1)) return unique.sort(compareText);
  return inOrder(-1) ? unique.sort((a, b) => compareText(b, a)) : unique;
};
