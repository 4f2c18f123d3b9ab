import { Buffer } from 'node:buffer';

/** Smaller memory may be part of a pool that others use, and is not worth the trouble. */
const SMALLEST = 128 * 1024;

/**
 * Gives a chunk's memory back at once: left to the garbage collector, some sixty megabytes of chunks pile up first. Only where
 * the chunk ends `spare` bytes before the end of its memory, none by default: zlib would go on to write into a longer rest.
 * Whoever kept a view has an empty one.
 */
export const release = (chunk: Uint8Array, spare = 0): void => {
  const { buffer, byteOffset, byteLength } = chunk;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < Math.max(SMALLEST, 2 * Buffer.poolSize)) return;
  if (byteOffset + byteLength + spare === buffer.byteLength) buffer.transfer(0);
};

/** Gives back all memory that a chunk stands in: only where nobody writes into the rest any more. */
export const releaseAll = ({ buffer }: Uint8Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= Math.max(SMALLEST, 2 * Buffer.poolSize))
    buffer.transfer(0);
};
