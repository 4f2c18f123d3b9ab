const MiB = 1024 * 1024;

/** What may be held in memory: one content's bytes, and all of them together. */
export type Budget = {
  /** Whether a content of this size may be kept; if so it is counted. */
  readonly admit: (size: number) => boolean;
};

/** The largest single file that is kept. */
export const KEEP_LIMIT = 16 * MiB;
/** All that is kept of one archive: an archive of a thousand 16 MiB documents must not fill the memory. */
export const KEEP_TOTAL = 64 * MiB;

/** A budget that nothing has been taken from. */
export const createBudget = (each = KEEP_LIMIT, total = KEEP_TOTAL): Budget => {
  let left = total;
  return {
    admit: (size) => {
      if (size > each || size > left) return false;
      left -= size;
      return true;
    },
  };
};
