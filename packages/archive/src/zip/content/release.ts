import { Buffer } from 'node:buffer';

/** Smaller memory may be part of a pool that others use, and is not worth the trouble. */
const SMALLEST = 128 * 1024;

/**
 * Gives a chunk's memory back at once: left to the garbage collector, some sixty megabytes of chunks pile up first. Only where
 * the chunk ends where its memory does: zlib would go on to write into the rest.
 * Whoever kept a view has an empty one.
 */
export const release = (chunk: Uint8Array): void => {
  const { buffer, byteOffset, byteLength } = chunk;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < Math.max(SMALLEST, 2 * Buffer.poolSize)) return;
  if (byteOffset + byteLength === buffer.byteLength) buffer.transfer(0);
};
