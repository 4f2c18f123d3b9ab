/** The kept beginning, and the kept end, in bytes. */
const PART = 2 * 1024 * 1024;

type Reader = {
  readonly size: number;
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
};

/** What is kept of a binary while it goes by. One at a time. */
export type Held = {
  readonly begin: () => void;
  readonly push: (chunk: Uint8Array) => void;
  /** Bytes that went by since `begin`. */
  readonly seen: () => number;
  /** Ranges of what went by, valid until the next `begin`; what is no longer kept is read from `rest`, which is made when it is needed. */
  readonly reader: (rest: () => Reader) => Reader;
  /** Gives the memory back at once. What was read of it is gone, too. */
  readonly end: () => void;
};

/**
 * Keeps all of a small binary and of a large one its beginning and its end, where binaries have their tables, in one buffer
 * of four mebibytes that is used again and again: memory does not grow with the wheel, and few are inflated a second time.
 */
export const createHeld = (part = PART): Held => {
  let buffer = new Uint8Array(0);
  let seen = 0;

  /** Where a position stands in the buffer: behind the beginning it goes round. */
  const place = (position: number): number =>
    position < part ? position : part + ((position - part) % part);

  const push = (chunk: Uint8Array): void => {
    for (let taken = 0; taken < chunk.length; ) {
      const at = place(seen);
      const room = (at < part ? part : 2 * part) - at;
      const piece = chunk.subarray(taken, taken + room);
      buffer.set(piece, at);
      seen += piece.length;
      taken += piece.length;
    }
  };

  const read = (position: number, length: number): Uint8Array | undefined => {
    const end = position + length;
    // Small ones stand in the buffer as they are.
    if (end <= part || seen <= 2 * part) return buffer.subarray(position, end);
    if (position < Math.max(part, seen - part)) return undefined;
    const at = place(position);
    const first = buffer.subarray(at, Math.min(at + length, 2 * part));
    if (first.length === length) return first;
    const joined = new Uint8Array(length);
    joined.set(first);
    joined.set(buffer.subarray(part, part + length - first.length), first.length);
    return joined;
  };

  return {
    begin: () => {
      seen = 0;
      // Of its full size from the beginning: growing it would leave the smaller ones behind, and untouched pages cost nothing.
      if (buffer.length === 0) buffer = new Uint8Array(2 * part);
    },
    push,
    end: () => {
      buffer.buffer.transfer(0);
      buffer = new Uint8Array(0);
      seen = 0;
    },
    seen: () => seen,
    reader: (rest) => {
      let others: Reader | undefined;
      return {
        size: seen,
        read: (position, length) => {
          if (!(position >= 0 && length >= 0 && position + length <= seen))
            return Promise.reject(new RangeError('outside the binary'));
          const found = read(position, length);
          if (found !== undefined) return Promise.resolve(found);
          others ??= rest();
          return others.read(position, length);
        },
      };
    },
  };
};
