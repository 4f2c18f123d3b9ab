import type { ArchiveLimits, ByteSource, ZipEntry } from '../types.ts';
import { judgeAttributes } from './attributes.ts';
import type { ZipProblem } from './codes.ts';
import { readDirectory, type ZipDirectory } from './directory.ts';
import { readEnd } from './end/read.ts';
import { walkEntries } from './layout/walk.ts';
import { DEFAULT_LIMITS, RATIO_FREE_SIZE, RATIO_LIMIT } from './limits.ts';
import { judgeMethod } from './method.ts';
import { judgeCollisions } from './names/collisions.ts';
import { judgeName } from './names/judge.ts';
import { isTar } from './polyglot.ts';
import { collectProblems, type Problems } from './problems.ts';

/** What `readZip` found. Offsets and sizes in bytes of the archive file. */
export type ZipReading = {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** In the order of the file. */
  readonly problems: readonly ZipProblem[];
  /** False where nothing could be listed: no ZIP at all, cut off, or over a limit. `entries` is then empty. */
  readonly readable: boolean;
  readonly comment: Uint8Array;
  readonly centralDirectory: {
    readonly offset: number;
    readonly size: number;
    /** All records, as they stand in the file. */
    readonly bytes: Uint8Array;
  };
  readonly end: {
    /** Of the end of central directory record. */
    readonly offset: number;
    /** Of the first end record, a ZIP64 one included: where the central directory has to end. */
    readonly start: number;
    readonly zip64: boolean;
    /** Number of entries that the end records claim. */
    readonly count: number;
    /** The end records and the archive comment, as they stand in the file; ZIP64 records only if they are in their place. */
    readonly bytes: Uint8Array;
  };
  /** Of the archive file. */
  readonly size: number;
};

const NOTHING = new Uint8Array(0);

const judgeSizes = (
  source: ByteSource,
  directory: ZipDirectory,
  limits: ArchiveLimits,
  problems: Problems,
): void => {
  let total = 0;
  for (const { size, name, recordOffset } of directory.records) {
    total += size;
    if (size > limits.maxEntrySize)
      problems.add(
        'size-limit',
        `The entry has ${size} bytes, ${limits.maxEntrySize} are allowed.`,
        recordOffset + 24,
        name,
      );
  }
  if (total > limits.maxTotalSize)
    problems.add(
      'size-limit',
      `The entries have ${total} bytes, ${limits.maxTotalSize} are allowed.`,
      directory.offset,
    );
  if (total > RATIO_FREE_SIZE && total > RATIO_LIMIT * source.size)
    problems.add(
      'compression-ratio',
      `The archive inflates from ${source.size} to ${total} bytes, more than ${RATIO_LIMIT} times its size.`,
      directory.offset,
    );
};

/**
 * Reads a ZIP archive strictly: the end records, the central directory and every local header (APPNOTE 6.3.10, 4.3), in one
 * pass, without inflating anything. Whatever readers could disagree about is a problem with a code, a byte offset and,
 * where it belongs to one, the entry. Never throws for bad bytes; time and memory are linear in the size of the directory.
 */
export const readZip = (source: ByteSource, limits: Partial<ArchiveLimits> = {}): ZipReading => {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const problems = collectProblems();
  if (isTar(source)) problems.add('polyglot-tar', 'The file is a tar archive too.', 0);
  const end = readEnd(source, problems);
  const directory = end && readDirectory(source, end, bounds, problems);
  let entries: readonly ZipEntry[] = [];
  if (directory !== undefined) {
    for (const record of directory.records) {
      judgeName(record, problems);
      judgeMethod(record, problems);
      judgeAttributes(record, problems);
    }
    judgeCollisions(directory.records, problems);
    judgeSizes(source, directory, bounds, problems);
    entries = walkEntries(source, directory, bounds, problems);
  }
  return {
    entries,
    problems: problems.list(),
    readable: directory !== undefined,
    comment: end?.comment ?? NOTHING,
    centralDirectory: {
      offset: directory?.offset ?? 0,
      size: directory?.size ?? 0,
      bytes: directory?.bytes ?? NOTHING,
    },
    end: {
      offset: end?.offset ?? 0,
      start: end?.start ?? 0,
      zip64: end?.zip64 ?? false,
      count: end?.count ?? 0,
      bytes: end?.bytes ?? NOTHING,
    },
    size: source.size,
  };
};
