import { once } from 'node:events';
import process from 'node:process';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ActorKind } from './actor.ts';
import type { Order, ThreadStart } from './thread.ts';

/** On the first thread; those that threads make have greater ones. */
const ROOT = 0;

export type ActorSystem = {
  /**
   * Makes one actor on the first thread and answers what it, or one that it made, calls finish with.
   *
   * @param batches whether messages for other threads are posted together, once per turn.
   */
  readonly run: <A extends readonly unknown[]>(
    batches: boolean,
    kind: ActorKind<A>,
    ...args: A
  ) => Promise<unknown>;
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

/** Starts threads that know the actors of some modules. */
export const startActors = async (threads: number, modules: readonly string[]): Promise<ActorSystem> => {
  const workers = mesh(threads).map((ports, index) => {
    const workerData: ThreadStart = { index, threads, modules, ports };
    return new Worker(new URL('./thread.ts', import.meta.url), {
      workerData,
      execArgv: process.execArgv.filter((arg) => arg.startsWith('--conditions')),
      transferList: ports.filter((port) => port !== undefined),
    });
  });
  const allSay = (): Promise<unknown> => Promise.all(workers.map((worker) => once(worker, 'message')));
  const tell = (worker: Worker | undefined, order: Order): void => worker?.postMessage(order, []);
  await allSay();
  return {
    run: async (batches, { url, name }, ...args) => {
      const prepared = allSay();
      for (const worker of workers) tell(worker, { kind: 'prepare', batches });
      // Answered by all before the first message, which might overtake it on another port.
      await prepared;
      const ends = Promise.race(workers.map((worker) => once(worker, 'message')));
      tell(workers[0], { kind: 'root', envelope: { to: ROOT, url, name, args } });
      const [{ result }] = (await ends) as [{ result: unknown }];
      return result;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};
