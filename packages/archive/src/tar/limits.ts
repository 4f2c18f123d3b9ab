import type { TarLimits } from './types.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Generous for source releases (the Linux kernel has 90,000 entries and 1.5 GiB), small for an attacker. */
export const TAR_LIMITS: TarLimits = {
  maxEntries: 250_000,
  maxTotalSize: 16 * GIB,
  maxEntrySize: 8 * GIB,
  maxDirectorySize: 64 * MIB,
  maxHeaderSize: MIB,
  maxRatio: 100,
  maxGzipMembers: 1024,
  maxProblemsPerCode: 100,
};
