/** The most that threads can do: each hashes its share, told once, and nothing is passed to and fro. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

export type Share = {
  readonly buffers: readonly Uint8Array[];
  readonly from: number;
  readonly step: number;
  readonly until: number;
};

parentPort?.on('message', ({ buffers, from, step, until }: Share) => {
  const digests: [number, string][] = [];
  for (let index = from; index < until; index += step) {
    const bytes = buffers[index % buffers.length] ?? new Uint8Array();
    digests.push([index, createHash('sha256').update(bytes).digest('hex')]);
  }
  parentPort?.postMessage(digests, []);
});
