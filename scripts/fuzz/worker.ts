import { parentPort, workerData } from 'node:worker_threads';
import { attempt } from './attempt.ts';
import { inputOf } from './input.ts';
import { targetNamed } from './targets/index.ts';
import { CELLS, type FuzzMessage, type FuzzTarget, type FuzzTask } from './types.ts';

/** Runs the inputs of one task after the other; where it stands is in shared memory, for when it cannot say so itself. */
const { cells, epoch } = workerData as { readonly cells: Int32Array; readonly epoch: number };
const port = parentPort;
const made = new Map<string, FuzzTarget>();

const targetOf = (name: string): FuzzTarget => {
  const target = made.get(name) ?? targetNamed(name);
  made.set(name, target);
  return target;
};

const work = async (task: FuzzTask): Promise<FuzzMessage> => {
  const target = targetOf(task.target);
  let slowest = 0;
  let bytes = 0;
  for (let index = task.from; index < task.to; index += 1) {
    Atomics.store(cells, CELLS.startedAt, Date.now() - epoch);
    Atomics.store(cells, CELLS.index, index);
    const input = inputOf(target, task.seed, index);
    bytes += input.length;
    const { milliseconds, failure } = await attempt(target, input);
    slowest = Math.max(slowest, milliseconds);
    if (failure !== undefined) {
      const message: FuzzMessage = { kind: 'failure', failure: { target: task.target, index, ...failure } };
      port?.postMessage(message);
    }
  }
  Atomics.store(cells, CELLS.index, -1);
  return { kind: 'done', slowest, bytes };
};

port?.on('message', (task: FuzzTask) => {
  void work(task).then((message) => port.postMessage(message));
});
