import { setImmediate } from 'node:timers/promises';

const MiB = 1024 * 1024;
const BYTES_PER_TURN = 8 * MiB;
const STEPS_PER_TURN = 256;

/** Tells how far reading has come, lets others have their turn now and then, and ends reading when it is no longer wanted. */
export type Course = {
  /** To be called for each chunk. Throws the signal's reason. */
  readonly read: (bytes: number) => void;
  /** To be called after each content. */
  readonly step: () => Promise<void>;
};

type CourseOptions = {
  readonly progress?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export const createCourse = ({ progress, signal }: CourseOptions): Course => {
  let total = 0;
  let bytes = 0;
  let steps = 0;
  return {
    read: (length) => {
      signal?.throwIfAborted();
      total += length;
      bytes += length;
      progress?.(total);
    },
    step: async () => {
      steps += 1;
      // Small contents are read without a turn of the event loop: without this no signal would ever be seen.
      if (bytes < BYTES_PER_TURN && steps < STEPS_PER_TURN) return;
      bytes = 0;
      steps = 0;
      await setImmediate();
      signal?.throwIfAborted();
    },
  };
};
