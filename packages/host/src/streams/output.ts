import { systemCode } from '../error.ts';

/** As much of a Node stream as is needed: process.stdout, process.stderr, or a test's own. */
export type OutputStream = {
  readonly write: (text: string | Uint8Array, done: (error?: Error | null) => void) => unknown;
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
};

/** `written`: all of it arrived. `closed`: the reader went away (`| head`), which is no failure of ours. `failed`: it did not arrive. */
export type OutputOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string };

export type Output = {
  /** Gives its text on; order is kept. */
  readonly write: (text: string | Uint8Array) => void;
  /** Waits until everything has arrived or can no longer arrive: only then may the process end. */
  readonly finish: () => Promise<OutputOutcome>;
};

const GONE = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'EOF']);

const outcomeOf = (error: Error): OutputOutcome =>
  GONE.has(systemCode(error))
    ? { kind: 'closed' }
    : {
        kind: 'failed',
        reason:
          systemCode(error) === 'ENOSPC'
            ? 'cannot write the output: no space is left on the device'
            : `cannot write the output: ${systemCode(error) || error.message}`,
      };

/** Pieces handed to the stream at a time: large documents must not be doubled in its queue. */
const PIECE = 1 << 16;

/** A writer that survives a reader that goes away, and knows when all is out. After the first failure it writes no more. */
export const createOutput = (stream: OutputStream): Output => {
  let outcome: OutputOutcome = { kind: 'written' };
  let queue: Promise<void> = Promise.resolve();
  const fail = (error: Error): void => {
    if (outcome.kind === 'written') outcome = outcomeOf(error);
  };
  // Without a listener an EPIPE would end the process with a traceback.
  stream.on('error', fail);

  const put = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      if (outcome.kind !== 'written') {
        resolve();
        return;
      }
      stream.write(piece, (error) => {
        if (error instanceof Error) fail(error);
        resolve();
      });
    });

  const putAll = async (before: Promise<void>, bytes: Uint8Array): Promise<void> => {
    await before;
    for (let at = 0; at < bytes.length; at += PIECE) await put(bytes.subarray(at, at + PIECE));
  };

  return {
    write: (text) => {
      queue = putAll(queue, typeof text === 'string' ? Buffer.from(text) : text);
    },
    finish: async () => {
      await queue;
      return outcome;
    },
  };
};
