import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type FilePort, HostError, openSource, walk, type WalkEntry } from '@custody/host';
import { isTelling, KEPT_EACH, KEPT_TOTAL } from './keep.ts';
import { isLitterName, litterTopOf } from './litter.ts';
import type { LeftOut, SourceContents, SourceFile } from './types.ts';

export type InspectTreeOptions = {
  readonly maxFiles?: number;
  readonly files?: FilePort;
  /** Told how many files have been read so far. */
  readonly progress?: (files: number) => void;
  readonly signal?: AbortSignal;
};

const CHUNK = 1024 * 1024;

type Read = Pick<SourceFile, 'size' | 'sha1' | 'sha256' | 'content'>;

const readFile = (path: string, keep: boolean, files: FilePort | undefined): Read => {
  // What came out of a walk may have been replaced by a link since.
  const source = openSource(path, { followLinks: false, ...(files === undefined ? {} : { files }) });
  try {
    const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
    const { size } = source;
    let content: Uint8Array | undefined;
    for (let at = 0; at < size; at += CHUNK) {
      const chunk = source.read(at, Math.min(CHUNK, size - at));
      sha1.update(chunk);
      sha256.update(chunk);
    }
    if (keep) content = source.read(0, size).slice();
    source.assertUnchanged();
    const digests = { size, sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
    return content === undefined ? digests : { ...digests, content };
  } finally {
    source.close();
  }
};

const LINK = 'a symbolic link, which is not followed';
const SPECIAL = 'neither a file nor a directory';

const reasonOf = (entry: Exclude<WalkEntry, { kind: 'file' }>): string =>
  'reason' in entry ? entry.reason : entry.kind === 'link' ? LINK : SPECIAL;

/**
 * Reads a source tree: every file is hashed once, streamed; those few that say what the others are keep their content. Links are
 * never followed, nothing is executed; version control and build litter (`LITTER_RULES`) are left out and named. What cannot be
 * read is told in `unread`. Throws HostError only where `directory` itself cannot be listed, or the signal's reason.
 */
export const inspectSourceTree = (directory: string, options: InspectTreeOptions = {}): SourceContents => {
  const found: SourceFile[] = [];
  const unread: LeftOut[] = [];
  const litter = new Set<string>();
  let kept = 0;
  const skip = (relative: string, name: string): boolean => {
    if (!isLitterName(name)) return false;
    if (!name.endsWith('.pyc')) litter.add(relative);
    return true;
  };
  const walking = walk(directory, {
    skip,
    maxEntries: options.maxFiles ?? 500_000,
    ...(options.files === undefined ? {} : { files: options.files }),
  });
  for (const entry of walking) {
    options.signal?.throwIfAborted();
    const top = litterTopOf(entry.relative);
    if (top !== undefined) {
      litter.add(top);
      continue;
    }
    const { relative: path } = entry;
    if (entry.kind !== 'file') {
      unread.push({ path, reason: reasonOf(entry) });
      continue;
    }
    const keep = isTelling(path) && entry.size <= KEPT_EACH && kept + entry.size <= KEPT_TOTAL;
    try {
      const read = readFile(entry.path, keep, options.files);
      kept += read.content?.length ?? 0;
      found.push({ path, ...read });
      options.progress?.(found.length);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      unread.push({ path, reason: error.code });
    }
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { kind: 'tree', label: basename(directory), files: found, unread, litter: [...litter].sort() };
};
