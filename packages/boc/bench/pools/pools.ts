/** Four worker pools behind one face, each made as its own README says, with a fixed number of threads. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { FixedThreadPool } from 'poolifier';
import { Tinypool } from 'tinypool';
import workerpool from 'workerpool';

export type TaskName = 'nothing' | 'hash';

export type OpenPool = {
  readonly label: string;
  readonly run: (task: TaskName, bytes?: Uint8Array) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

type PoolKind = {
  readonly label: string;
  readonly open: (threads: number) => Promise<Omit<OpenPool, 'label'>>;
};

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Waits for an end that on a busy machine sometimes is never told, and that keeps nothing alive meanwhile. */
const atMost = async (milliseconds: number, end: Promise<void>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([end, promise]);
  clearTimeout(timer);
};

const piscina = (threads: number, concurrentTasksPerWorker: number): Omit<OpenPool, 'label'> => {
  const pool = new Piscina({
    filename: path('tasks.ts'),
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker,
  });
  return { run: (name, bytes) => pool.run(bytes, { name }), close: () => pool.destroy() };
};

const POOLS: readonly PoolKind[] = [
  { label: 'piscina', open: async (threads) => piscina(threads, 1) },
  // Its README offers this for tasks that wait; empty ones gain the most from it.
  { label: 'piscina, 64 tasks per thread', open: async (threads) => piscina(threads, 64) },
  {
    label: 'tinypool',
    open: async (threads) => {
      const pool = new Tinypool({ filename: path('tasks.ts'), minThreads: threads, maxThreads: threads });
      return { run: (name, bytes) => pool.run(bytes, { name }), close: () => pool.destroy() };
    },
  },
  {
    label: 'workerpool',
    open: async (threads) => {
      const pool = workerpool.pool(path('workerpool-worker.ts'), {
        minWorkers: threads,
        maxWorkers: threads,
        workerType: 'thread',
      });
      return {
        run: async (name, bytes) => pool.exec(name, bytes === undefined ? [] : [bytes]),
        close: async () => {
          await pool.terminate();
        },
      };
    },
  },
  {
    label: 'poolifier',
    open: async (threads) => {
      const pool = new FixedThreadPool<Uint8Array | undefined, string | undefined>(
        threads,
        path('poolifier-worker.ts'),
      );
      return { run: (name, bytes) => pool.execute(bytes, name), close: () => atMost(2000, pool.destroy()) };
    },
  },
];

/** All of them, with their threads; those that have nothing to do sleep. */
export const openPools = (threads: number): Promise<readonly OpenPool[]> =>
  Promise.all(POOLS.map(async ({ label, open }) => ({ label, ...(await open(threads)) })));

export const closePools = async (pools: readonly OpenPool[]): Promise<void> => {
  await Promise.all(pools.map(({ close }) => close()));
};
