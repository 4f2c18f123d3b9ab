/** The floor below everything: a thread that only tells when it was woken. Its memory: 0 a word to wait on, 1 whether to look instead of sleeping, 2 an answer count. */
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';

const { words, times } = workerData as {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly times: Float64Array<SharedArrayBuffer>;
};

parentPort?.postMessage('ready', []);
for (let seen = 0; Atomics.load(words, 0) >= 0; seen += 1) {
  if (Atomics.load(words, 1) === 1) while (Atomics.load(words, 0) === seen);
  else while (Atomics.load(words, 0) === seen) Atomics.wait(words, 0, seen);
  times[0] = Number(process.hrtime.bigint());
  Atomics.add(words, 2, 1);
}
