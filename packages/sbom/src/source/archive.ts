import { createHash } from 'node:crypto';
import type { ByteSource } from '@custody/archive';
import { digestOf } from '@custody/host';
import { inspectSdist, type SdistFile } from '@custody/python';
import { isTelling, KEPT_EACH } from './keep.ts';
import type { LeftOut, SourceContents, SourceFile } from './types.ts';

export type InspectArchiveOptions = {
  readonly progress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
};

const below = (name: string, top: string | undefined): string =>
  top !== undefined && name.startsWith(`${top}/`) ? name.slice(top.length + 1) : name;

/**
 * Reads an sdist in one pass as `inspectSdist` does, hashing every file. Nothing is left out but what is no regular file, is
 * incomplete, or shares its name with a later member: those are told in `unread`. Rejects as `inspectSdist` does.
 *
 * @param fileName the file's name without directories.
 */
export const inspectSourceArchive = async (
  source: ByteSource,
  fileName: string,
  options: InspectArchiveOptions = {},
): Promise<SourceContents> => {
  // In the order in which members come: two may share a name.
  const sha1s: { readonly name: string; readonly hash: ReturnType<typeof createHash> }[] = [];
  const inspection = await inspectSdist(source, fileName, {
    ...options,
    keep: (name) => isTelling(name.slice(name.indexOf('/') + 1)),
    scan: (name) => {
      const hash = createHash('sha1');
      sha1s.push({ name, hash });
      return (chunk) => {
        hash.update(chunk);
      };
    },
  });
  const byName = new Map(sha1s.map(({ name, hash }) => [name, hash]));
  const last = new Map<string, SdistFile>(inspection.files.map((file) => [file.name, file]));
  const unread: LeftOut[] = inspection.archive.reading.problems
    .slice(0, 100)
    .map(({ message, entry = '' }) => ({ path: entry, reason: message }));
  const files: SourceFile[] = [];
  for (const file of last.values()) {
    const path = below(file.name, inspection.topDirectory);
    if (!file.complete) {
      unread.push({ path, reason: 'the archive ends or breaks before the file does' });
      continue;
    }
    const { size, sha256, content } = file;
    const sha1 = (byName.get(file.name) ?? createHash('sha1')).digest('hex');
    const kept = content !== undefined && content.length <= KEPT_EACH && isTelling(path) ? { content } : {};
    files.push({ path, size, sha1, sha256, ...kept });
  }
  for (const entry of inspection.archive.reading.entries)
    if (entry.kind !== 'file' && entry.kind !== 'directory')
      unread.push({
        path: below(entry.name, inspection.topDirectory),
        reason: `a ${entry.kind}, no regular file`,
      });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { kind: 'sdist', label: fileName, files, unread, litter: [], sha256: digestOf(source) };
};
