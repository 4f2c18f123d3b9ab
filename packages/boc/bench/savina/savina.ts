import { start, wait } from '@custody/boc';
import type { ActorKind } from '../actors/actor.ts';
import { startActors } from '../actors/system.ts';
import { type Contender, race } from '../harness/measure.ts';
import type { Bench } from '../harness/types.ts';

const THREADS = 2;

/** One benchmark of the Savina suite: the same task as behaviours and as actors. */
export type Savina<S> = {
  readonly name: string;
  readonly about: string;
  /** `import.meta.url` of the module with the actors. */
  readonly module: string;
  /** The paper's sizes, scaled. */
  readonly size: (scale: number) => S;
  /** What is counted: something both versions do equally often. */
  readonly operations: (size: S) => number;
  readonly unit: string;
  /** What both have to answer, found without either. */
  readonly expected: (size: S) => unknown;
  readonly boc: (size: S) => Promise<unknown>;
  /** The first actor, which calls finish with the result. */
  readonly root: ActorKind<readonly [S]>;
};

/** A bench that runs them in turn, each on its own two threads, the others asleep. */
export const savina = <S>(task: Savina<S>): Bench => ({
  name: `savina/${task.name}`,
  about: `${task.about}; ${THREADS} threads each`,
  run: async ({ scale, rounds }) => {
    const size = task.size(scale);
    const common = { operations: task.operations(size), unit: task.unit, expected: task.expected(size) };
    const system = await startActors(THREADS, [task.module]);
    const actors = (label: string, batches: boolean): Contender => ({
      ...common,
      label,
      run: async () => ({ result: await system.run(batches, task.root, size) }),
    });
    await start({ workers: THREADS });
    try {
      const { rows } = await race(
        [
          actors('actors', false),
          actors('actors that post in batches', true),
          { ...common, label: 'boc', run: async () => ({ result: await task.boc(size) }) },
        ],
        rounds,
        'actors',
      );
      return rows;
    } finally {
      await wait();
      await system.close();
    }
  },
});
