import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

/** A worker as boc's are: one port keeps it alive. It tells whether it has events while nothing, a timer, or output is under way. */
const told = async (): Promise<unknown> => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', () => {});
     import(${JSON.stringify(new URL('./events.ts', import.meta.url).href)}).then(({ hasEvents }) => {
       setImmediate(() => {
         const idle = hasEvents();
         const timer = setTimeout(() => {}, 60_000);
         const waiting = hasEvents();
         clearTimeout(timer);
         process.stdout.write('a');
         process.stdout.write('b');
         parentPort.postMessage({ idle, waiting, writing: hasEvents() });
       });
     });`,
    { eval: true, stdout: true },
  );
  const [message] = (await once(worker, 'message')) as readonly unknown[];
  await worker.terminate();
  return message;
};

test('a worker knows whether its event loop has something to do', async () => {
  expect(await told()).toEqual({ idle: false, waiting: true, writing: true });
});
