import { BocError } from '../errors/errors.ts';
import { BUMP, HEAP, LIMIT, REFILL } from '../memory/layout.ts';
import { type Port, realPort } from '../memory/port.ts';

/** What this thread holds of the runtime: the shared memory, three views of it, and its own number (0 is the main thread). */
export type Thread = {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly bytes: Buffer<SharedArrayBuffer>;
  readonly view: DataView<SharedArrayBuffer>;
  readonly port: Port;
  readonly self: number;
};

const MEBIBYTE = 1024 * 1024;

/** Reserved, not used: the system hands pages out as they are first written. */
const DEFAULT_MEBIBYTES = 1024;
const SMALLEST_MEBIBYTES = 2;
const LARGEST_MEBIBYTES = 2047;

let current: Thread | undefined;

const view = (buffer: SharedArrayBuffer, self: number): Thread => {
  const words = new Int32Array(buffer);
  return {
    buffer,
    words,
    bytes: Buffer.from(buffer),
    view: new DataView(buffer),
    port: realPort(words, self),
    self,
  };
};

/** Makes the shared memory, once for the life of the process: cowns outlive a `stop`. Sizes in MiB. */
export const createMemory = (mebibytes: number = DEFAULT_MEBIBYTES): Thread => {
  if (!Number.isInteger(mebibytes) || mebibytes < SMALLEST_MEBIBYTES || mebibytes > LARGEST_MEBIBYTES)
    throw new BocError(
      'BOC_BAD_OPTION',
      `memory is ${SMALLEST_MEBIBYTES} to ${LARGEST_MEBIBYTES} MiB, not ${mebibytes}`,
    );
  if (current !== undefined) {
    if (current.buffer.byteLength !== mebibytes * MEBIBYTE)
      throw new BocError(
        'BOC_MISMATCHED_START',
        `shared memory of ${current.buffer.byteLength / MEBIBYTE} MiB is already in use; set its size before the first cown is made`,
      );
    return current;
  }
  current = view(new SharedArrayBuffer(mebibytes * MEBIBYTE), 0);
  current.words[BUMP] = HEAP;
  current.words[LIMIT] = current.words.length;
  current.words[REFILL] = 32;
  return current;
};

/** A worker takes part in the memory it was given. */
export const joinMemory = (buffer: SharedArrayBuffer, self: number): Thread => {
  current = view(buffer, self);
  return current;
};

/** This thread's share of the runtime; on the main thread it is made when first asked for. */
export const thread = (): Thread => current ?? createMemory();
