import { optionNamed } from '../installs/installs.ts';
import type { Install } from '../installs/types.ts';
import type { RepositoryView } from '../repository/view.ts';
import { hashesOf, indexEntries, requirementFilesIn } from './requirement-files.ts';

const hashedFiles = (view: RepositoryView): ReadonlySet<string> =>
  new Set(
    view
      .once(requirementFilesIn)
      .filter((one) => indexEntries(one).every((entry) => hashesOf(entry).length > 0))
      .map(({ file }) => file.path),
  );

/** Whether an install asks for hashes, or names nothing but files in which everything has one; what only narrows it does not count. */
export const isHashed = (view: RepositoryView, install: Install): boolean => {
  if (optionNamed(install, '--require-hashes') !== undefined) return true;
  const named = install.specs.filter((one) => one.kind !== 'file' || one.of === 'requirements');
  return (
    named.length > 0 &&
    named.every((spec) => spec.kind === 'file' && view.once(hashedFiles).has(spec.path ?? ''))
  );
};
