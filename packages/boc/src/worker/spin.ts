/** How to look for what may come at any moment, before going to sleep. */
export type Spin = {
  /** Looks until there is something, or for as long as that is worth it; true if there is. */
  readonly until: (found: () => boolean) => boolean;
};

/** Looks between two glances at the clock. */
const LOOKS = 30;
/** A find is worth as many vain attempts; no more than so many are remembered. */
const GAIN = 2;
const MOST = 8;
/** Where it has been in vain again and again, one time in so many finds out whether things have changed. */
const PROBE = 32;

/**
 * A spin that learns whether it pays. Where looking is in vain again and again (nothing comes; or the machine has other things to do, and
 * whoever would bring it does not run) it looks once only, and the processor is for others.
 *
 * @param length milliseconds.
 */
export const learningSpin = (length: number, now: () => number = () => performance.now()): Spin => {
  let credit = MOST;
  let skipped = 0;
  return {
    until: (found) => {
      if (credit === 0 && skipped < PROBE) {
        skipped += 1;
        return found();
      }
      skipped = 0;
      const deadline = now() + length;
      do {
        for (let look = 0; look < LOOKS; look += 1)
          if (found()) {
            credit = Math.min(MOST, credit + GAIN);
            return true;
          }
      } while (now() < deadline);
      credit = Math.max(0, credit - 1);
      return false;
    },
  };
};
