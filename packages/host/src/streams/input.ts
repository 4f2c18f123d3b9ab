import { Buffer } from 'node:buffer';
import { HostError } from '../error.ts';

/**
 * Everything that comes from a stream, `process.stdin` or a test's own, up to `maxBytes` bytes.
 * Throws HostError `too-large` as soon as there is more, `unreadable` where the stream fails.
 */
export const readInput = async (stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of stream) {
      size += piece.length;
      if (size > maxBytes)
        throw new HostError('too-large', `standard input has more than the ${maxBytes} bytes allowed`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError('unreadable', 'standard input cannot be read', { cause: error });
  }
  return Buffer.concat(pieces);
};
