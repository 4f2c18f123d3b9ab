/** Counts what it is sent; a string asks for the count. */
import { parentPort } from 'node:worker_threads';

let count = 0;
parentPort?.on('message', (message: number | string) => {
  if (typeof message === 'number') count += message;
  else {
    parentPort?.postMessage(count, []);
    count = 0;
  }
});
