import type { ArchiveLimits } from '../types.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** Far above every wheel known, far below what would hurt a machine. */
export const DEFAULT_LIMITS: ArchiveLimits = {
  maxEntries: 250_000,
  maxTotalSize: 64 * GiB,
  maxEntrySize: 16 * GiB,
  maxDirectorySize: 128 * MiB,
};

/** PyPI's idea of a bomb: more than this inflated, and more than so many times the file's own size. */
export const RATIO_FREE_SIZE = 64 * MiB;
export const RATIO_LIMIT = 50;
