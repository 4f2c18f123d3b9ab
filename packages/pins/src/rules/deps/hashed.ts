import type { LockedHashAlgorithm } from '@custody/python';
import { indexPackages, locksIn, packageRange } from '../../deps/locks.ts';
import { pinOf } from '../../deps/pin.ts';
import {
  hashesOf,
  indexEntries,
  type RequirementEntry,
  requirementFilesIn,
} from '../../deps/requirement-files.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { ByteRange } from '../../types.ts';
import { indexesFor, type Offered, offeredBy } from './offered.ts';

/** One version that a file holds by hashes. */
export type Held = {
  readonly file: SourceFile;
  readonly range: () => ByteRange;
  readonly name: string;
  readonly version: string;
  /** SHA-256, lower-case hex. */
  readonly digests: readonly string[];
  /** The indexes that it may come from. */
  readonly indexes: readonly string[];
  /** Of a requirements file. */
  readonly entry?: RequirementEntry;
};

const SHA256: LockedHashAlgorithm = 'SHA-256';

const all = (view: RepositoryView): readonly Held[] => {
  const found: Held[] = [];
  for (const one of view.once(requirementFilesIn))
    for (const entry of indexEntries(one)) {
      const version = pinOf(entry.requirement);
      const digests = hashesOf(entry).flatMap((text) =>
        /^sha256:[0-9a-f]{64}$/i.test(text) ? [text.slice(7).toLowerCase()] : [],
      );
      if (version === undefined || digests.length === 0) continue;
      const { name } = entry.requirement;
      const indexes = indexesFor(view, one.file.path);
      found.push({ file: one.file, range: () => entry.range, name, version, digests, indexes, entry });
    }
  for (const lock of view.once(locksIn))
    for (const locked of indexPackages(lock)) {
      const digests = locked.files.flatMap(({ hashes }) =>
        hashes.flatMap(({ algorithm, value }) => (algorithm === SHA256 ? [value] : [])),
      );
      if (locked.version === undefined || digests.length === 0) continue;
      const { name, version, source } = locked;
      const url = source.kind === 'index' ? source.url : undefined;
      const indexes = url === undefined ? indexesFor(view, lock.file.path) : [url];
      found.push({
        file: lock.file,
        range: () => packageRange(lock, locked),
        name,
        version,
        digests,
        indexes,
      });
    }
  return found;
};

/** Every version that requirements files and locks hold by SHA-256. */
export const heldIn = (view: RepositoryView): readonly Held[] => view.once(all);

/** What the indexes that a held version may come from offer of it. */
export const offeredOf = (view: RepositoryView, { indexes, name, version }: Held): Offered =>
  offeredBy(view, indexes, name, version);
