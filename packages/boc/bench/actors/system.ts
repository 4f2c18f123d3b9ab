import { once } from 'node:events';
import process from 'node:process';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type ActorKind, type Envelope, MAX_THREADS } from './actor.ts';
import type { ThreadStart } from './thread.ts';

export type ActorSystem = {
  /** Makes one actor on the first thread and answers what it, or one that it made, calls finish with. Then all actors are gone. */
  readonly run: <A extends readonly unknown[]>(kind: ActorKind<A>, ...args: A) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** A port from every thread to every other. */
const mesh = (threads: number): readonly (MessagePort | undefined)[][] => {
  const ports = Array.from({ length: threads }, () =>
    Array.from<MessagePort | undefined>({ length: threads }),
  );
  for (let a = 0; a < threads; a += 1) {
    for (let b = a + 1; b < threads; b += 1) {
      const { port1, port2 } = new MessageChannel();
      (ports[a] ?? [])[b] = port1;
      (ports[b] ?? [])[a] = port2;
    }
  }
  return ports;
};

/** Starts threads that know the actors of some modules; `batches` says how messages go from thread to thread, see ThreadStart. */
export const startActors = async (
  threads: number,
  modules: readonly string[],
  batches: boolean,
): Promise<ActorSystem> => {
  const workers = mesh(threads).map((ports, index) => {
    const workerData: ThreadStart = { index, threads, modules, batches, ports };
    return new Worker(new URL('./thread.ts', import.meta.url), {
      workerData,
      execArgv: process.execArgv.filter((arg) => arg.startsWith('--conditions')),
      transferList: ports.filter((port) => port !== undefined),
    });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  let runs = 0;
  return {
    run: async ({ url, name }, ...args) => {
      const ends = Promise.race(workers.map((worker) => once(worker, 'message')));
      // Below any address that a thread makes: those count from one.
      const root: Envelope = { to: MAX_THREADS * (runs % MAX_THREADS), url, name, args };
      runs += 1;
      workers[0]?.postMessage([root]);
      const [{ result }] = (await ends) as [{ result: unknown }];
      // Answered before the next run, whose messages would otherwise overtake it on another port.
      const cleared = Promise.all(workers.map((worker) => once(worker, 'message')));
      for (const worker of workers) worker.postMessage('clear', []);
      await cleared;
      return result;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};
