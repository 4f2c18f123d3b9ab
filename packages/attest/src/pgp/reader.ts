import { Malformed } from '../der/read.ts';

/** Takes bytes from the front. Its methods throw Malformed where there are too few. */
export type Reader = {
  readonly take: (count: number) => Buffer;
  readonly uint: (bytes: number) => number;
  /** A multiprecision integer: its length in bits, then it (RFC 9580, 3.2). Leading zeroes are taken away. */
  readonly mpi: () => Buffer;
  readonly rest: () => Buffer;
  readonly left: () => number;
};

const MAX_MPI_BITS = 16_384;

export const reader = (source: Uint8Array): Reader => {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  let at = 0;
  const take = (count: number): Buffer => {
    if (count > bytes.length - at)
      throw new Malformed(`OpenPGP: ${count} bytes announced, ${bytes.length - at} there`);
    at += count;
    return bytes.subarray(at - count, at);
  };
  const uint = (count: number) => take(count).readUIntBE(0, count);
  return {
    take,
    uint,
    mpi: () => {
      const bits = uint(2);
      if (bits > MAX_MPI_BITS) throw new Malformed(`OpenPGP: a number of ${bits} bits`);
      return take(Math.ceil(bits / 8));
    },
    rest: () => take(bytes.length - at),
    left: () => bytes.length - at,
  };
};

/** A number as so many bytes, zeroes in front. Throws Malformed where it has more. */
export const padded = (number: Uint8Array, length: number): Buffer => {
  if (number.length > length) throw new Malformed('OpenPGP: a number that is too large');
  return Buffer.concat([Buffer.alloc(length - number.length), number]);
};
