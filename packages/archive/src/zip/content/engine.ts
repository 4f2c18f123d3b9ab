import { Buffer } from 'node:buffer';
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib';

/** What Node's own `inflateRawSync` calls. Not promised to stay: `isUsable` looks before anything relies on it. */
type Handle = {
  readonly writeSync: (
    flush: number,
    input: Uint8Array,
    inputOffset: number,
    inputLength: number,
    output: Uint8Array,
    outputOffset: number,
    outputLength: number,
  ) => void;
  readonly reset: () => void;
};

/** Bytes of output that are still free, and bytes of input that are not yet used, after each call. */
type WriteState = readonly [number, number] & Uint32Array;

type Internals = { readonly _handle?: Partial<Handle>; readonly _writeState?: WriteState };

/** What zlib says is wrong with a stream. */
export type Failure = { readonly code: string; readonly message: string };

/** Bytes written to the output, and bytes of the input left. After a failure neither is known: both are as if nothing had happened. */
export type Step = {
  readonly produced: number;
  readonly unused: number;
  readonly failure: Failure | undefined;
};

/** zlib's state for one deflate stream after the other, and the memory that it inflates into. */
export type Engine = {
  readonly output: Buffer;
  /** Inflates what it can of `input` into the first `room` bytes of `output`. */
  readonly step: (input: Uint8Array, room: number) => Step;
  /** To be asked once all input is used and there was room left: what is wrong where the stream has not ended. */
  readonly unended: () => Failure | undefined;
  /** Ready for the next stream. */
  readonly reset: () => void;
};

/** Room for a small entry of 512 KiB, and for one byte more that tells whether it ends there. */
export const OUTPUT = 512 * 1024 + 1;

const create = (): Engine | undefined => {
  const inflate = createInflateRaw();
  const { _handle: handle, _writeState: state } = inflate as unknown as Internals;
  if (typeof handle?.writeSync !== 'function' || typeof handle.reset !== 'function' || state?.length !== 2)
    return undefined;
  const engine = handle as Handle;
  let failure: Failure | undefined;
  Object.assign(engine, {
    onerror: (message: string, _errno: number, code: string): void => {
      failure = { code, message };
    },
  });
  const output = Buffer.allocUnsafeSlow(OUTPUT);
  const nothing = Buffer.alloc(0);
  const write = (flush: number, input: Uint8Array, room: number): Failure | undefined => {
    failure = undefined;
    engine.writeSync(flush, input, 0, input.length, output, 0, room);
    return failure;
  };
  return {
    output,
    step: (input, room) => {
      const failed = write(constants.Z_NO_FLUSH, input, room);
      // zlib's counts are not told with an error.
      return failed === undefined
        ? { produced: room - state[0], unused: state[1], failure: undefined }
        : { produced: 0, unused: input.length, failure: failed };
    },
    unended: () => write(constants.Z_FINISH, nothing, 1),
    reset: () => engine.reset(),
  };
};

/** Whether this Node's zlib can be driven so: tried once, on a known stream, given in two pieces. */
const isUsable = (engine: Engine): boolean => {
  // "ab" nine times.
  const stream = Buffer.from('4b4c4a448300', 'hex');
  const empty = engine.unended();
  engine.reset();
  const first = engine.step(stream.subarray(0, 3), OUTPUT);
  const text = engine.output.toString('latin1', 0, first.produced);
  const second = engine.step(stream.subarray(3), OUTPUT);
  const whole = text + engine.output.toString('latin1', 0, second.produced);
  const sound = second.unused === 0 && engine.unended() === undefined && empty?.code === 'Z_BUF_ERROR';
  engine.reset();
  return sound && whole === inflateRawSync(stream).toString('latin1');
};

/** Engines that nobody uses now: a thread reads one entry at a time, rarely two. */
const idle: Engine[] = [];
const MOST_IDLE = 2;
let usable: boolean | undefined;

/** An engine for one entry, or undefined where Node no longer lets zlib be driven so. */
export const takeEngine = (): Engine | undefined => {
  if (usable === false) return undefined;
  const engine = idle.pop() ?? create();
  usable ??= engine !== undefined && isUsable(engine);
  return usable ? engine : undefined;
};

/** Gives it back: its memory is used again for the next entry. After a failure too: resetting it forgets everything. */
export const leaveEngine = (engine: Engine): void => {
  engine.reset();
  if (idle.length < MOST_IDLE) idle.push(engine);
};
