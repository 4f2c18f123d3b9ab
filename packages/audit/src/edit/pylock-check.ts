import { readLockAs, readToml } from '@custody/python';
import type { IndexFile } from '../index-data/index.ts';
import { differences } from './compare.ts';
import { textOf } from './text.ts';
import type { VersionEdit } from './types.ts';

const MAY_DIFFER: ReadonlySet<string> = new Set(['version', 'wheels', 'sdist', 'requires-python']);

/** A package that was edited, and the files that it must have now. */
export type Expected = {
  readonly at: number;
  readonly edit: VersionEdit;
  readonly files: readonly IndexFile[];
};

/** Whether the written lock says what it should: the new versions with exactly the new files, and nothing else changed. */
export const isRight = (before: string, after: Uint8Array, expected: readonly Expected[]): boolean => {
  const [old, now] = [
    readToml(before.replace(/^\ufeff/, '')),
    readToml((textOf(after) ?? '\0').replace(/^\ufeff/, '')),
  ];
  const lock = readLockAs(after, 'pylock');
  if (old.kind !== 'table' || now.kind !== 'table' || lock.kind !== 'lock') return false;
  const edited = new Set(expected.map(({ at }) => at));
  const strays = differences(Object.fromEntries(old.table), Object.fromEntries(now.table)).filter(
    ({ path }) => {
      const [packages, at, key, , part] = path;
      if (packages !== 'packages') return true;
      return (
        !(edited.has(Number(at)) && MAY_DIFFER.has(String(key))) &&
        !(key === 'dependencies' && part === 'version')
      );
    },
  );
  if (strays.length > 0) return false;
  return expected.every(({ at, edit, files }) => {
    const one = lock.reading.packages.find(({ entry }) => entry === at);
    if (one === undefined || one.version !== edit.to || one.files.length !== files.length) return false;
    return one.files.every(({ hashes }) => {
      const digests = new Set(hashes.map(({ value }) => value));
      return (
        hashes.length > 0 &&
        files.some((file) =>
          [...digests].every((digest) => file.hashes.some((hash) => hash.digest === digest)),
        )
      );
    });
  });
};
