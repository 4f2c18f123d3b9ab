import { Buffer } from 'node:buffer';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HostError } from '../error.ts';
import type { Exchange } from './exchange.ts';
import { shownUrl } from './url.ts';

/** The body as it is meant: inflated where the server compressed it for the way. */
const meant = ({ headers, message }: Exchange, url: string): Readable => {
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding === 'identity') return message;
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    throw new HostError('bad-answer', `${shownUrl(url)} answers in an encoding that was not asked for`);
  // A failure of either side ends both; it is heard where the body is read.
  return pipeline(message, createGunzip(), () => {});
};

/** Hands a body over piece by piece, at most `maxBytes` in all. Throws HostError `too-large`. */
export const eachChunk = async (
  answer: Exchange,
  url: string,
  maxBytes: number,
  take: (chunk: Uint8Array) => void,
): Promise<number> => {
  const tooLarge = (): HostError =>
    new HostError('too-large', `${shownUrl(url)} answers with more than the ${maxBytes} bytes allowed`);
  let size = 0;
  try {
    const announced = Number(answer.headers.get('content-length') ?? 0);
    if (announced > maxBytes) throw tooLarge();
    for await (const chunk of meant(answer, url) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      take(chunk);
    }
    // A connection that ends early must not pass for a short answer.
    if (!answer.message.complete) throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
    return size;
  } finally {
    answer.message.destroy();
  }
};

export const wholeBody = async (answer: Exchange, url: string, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  await eachChunk(answer, url, maxBytes, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
};
