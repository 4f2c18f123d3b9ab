import type { Writable } from 'node:stream';

export type Feed = {
  readonly stop: () => void;
  /** Whether the pieces themselves could not be had. */
  readonly failed: () => boolean;
};

/**
 * Writes `pieces` to `stream`, the next when it is done with the one before: a stream whose high water mark is 1 byte has room for
 * no second. If they cannot be had, the stream fails with that error.
 */
export const feedTo = (stream: Writable, pieces: Iterator<Uint8Array>): Feed => {
  let stopped = false;
  let failed = false;
  const push = (): void => {
    try {
      while (!stopped) {
        const next = pieces.next();
        if (next.done === true) {
          stopped = true;
          stream.end();
        } else if (!stream.write(next.value)) return;
      }
    } catch (error) {
      stopped = true;
      failed = true;
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  stream.on('drain', push);
  push();
  return {
    stop: () => {
      stopped = true;
    },
    failed: () => failed,
  };
};
