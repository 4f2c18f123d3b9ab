import { HostError, readWhole, walk, type FilePort } from '@custody/host';
import { sourceFile } from './source.ts';
import type { FileReading, Repository } from './types.ts';

export type CheckoutOptions = {
  readonly files?: FilePort;
  readonly maxEntries?: number;
  /** Bytes of one file, above which it is unreadable. */
  readonly maxFileBytes?: number;
};

/** What tools make and git does not keep: other people's files, or copies of ours. */
const NOT_SOURCE = new Set(['.git', '.hg', '.svn', 'node_modules', '.venv', '.tox', '.nox', '__pycache__']);

const MAX_FILE_BYTES = 4 * 1024 * 1024;

type Listing = Pick<Repository, 'paths' | 'gaps' | 'links'>;

const list = (root: string, options: CheckoutOptions): Listing => {
  const paths: string[] = [];
  const links: string[] = [];
  const gaps: { path: string; reason: string }[] = [];
  const { files, maxEntries = 200_000 } = options;
  const skip = (_: string, name: string): boolean => NOT_SOURCE.has(name);
  for (const entry of walk(root, { maxEntries, maxDepth: 64, skip, ...(files && { files }) })) {
    if (entry.kind === 'file') paths.push(entry.relative);
    else if (entry.kind === 'link') links.push(entry.relative);
    else if (entry.kind === 'unreadable' || entry.kind === 'limit')
      gaps.push({ path: entry.relative, reason: entry.reason });
  }
  return { paths, gaps, links };
};

const readOne = (root: string, path: string, options: CheckoutOptions): FileReading => {
  const { files, maxFileBytes = MAX_FILE_BYTES } = options;
  try {
    const bytes = readWhole(`${root}/${path}`, maxFileBytes, { followLinks: false, ...(files && { files }) });
    return { kind: 'file', file: sourceFile(path, bytes) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { kind: 'unreadable', path, reason: error.message };
  }
};

/**
 * The repository checked out at `root`. Throws HostError where `root` itself cannot be listed; everything below that
 * cannot be looked at is a gap.
 */
export const checkoutRepository = (root: string, options: CheckoutOptions = {}): Repository => {
  const { paths, gaps, links } = list(root, options);
  const known = new Set(paths);
  const readings = new Map<string, FileReading>();
  return {
    paths,
    gaps,
    links,
    has: (path) => known.has(path),
    read: (path) => {
      if (!known.has(path)) return undefined;
      const before = readings.get(path);
      if (before !== undefined) return before;
      const reading = readOne(root, path, options);
      readings.set(path, reading);
      return reading;
    },
  };
};
