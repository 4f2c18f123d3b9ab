/**
 * Random behaviours with throws, cancels, time limits, reads, messages to dead ends and workers that leave the process, for a while:
 * `node --conditions=development packages/boc/scripts/stress.ts [SECONDS] [WORKERS] [SEED]`. Every round ends with `wait`: fails where a result is not
 * settled, a count is wrong or the identity is not exactly zero.
 */
import process from 'node:process';
import { type Cown, cown, read, start, wait, when } from '../src/index.ts';
import { thread } from '../src/context/thread.ts';
import { BUMP } from '../src/memory/layout.ts';
import { seeded } from '../src/sim/random.ts';
import * as bodies from '../src/testing/behaviours.ts';

const seconds = Number(process.argv[2] ?? 60);
const workers = Number(process.argv[3] ?? 2);
const random = seeded(Number(process.argv[4] ?? 1));
const below = (limit: number): number => Math.floor(random() * limit);

const COWNS = 40;
const PER_BURST = 300;
const BURSTS = 12;
const SETTLE = 60_000;

const outcomes = new Map<string, number>();
const note = (outcome: string): void => {
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
};
const codeOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: string; readonly name?: string };
  return code ?? name ?? 'unknown';
};

/** One behaviour of a random kind; what it answers when it is settled is not looked at, that it is settled is. */
const one = (cowns: readonly Cown<number>[]): Promise<unknown> => {
  const pick = (): Cown<number> => cowns[below(COWNS)] ?? cown(0);
  const dice = random();
  if (dice < 0.4) return when(pick(), pick()).run(bodies.both, 1).get();
  if (dice < 0.6) return when(pick()).ask(bodies.increment, 1);
  if (dice < 0.75) return when(read(pick())).run(bodies.look).get();
  if (dice < 0.85)
    return when(pick())
      .with({ atomic: dice < 0.8 })
      .run(bodies.throwing, 'on purpose')
      .get();
  if (dice < 0.93)
    return when(pick())
      .with({ timeout: 1 + below(4) })
      .run(bodies.later, 1 + below(5))
      .get();
  if (dice < 0.9985) {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, below(6));
    return when(pick()).with({ signal: controller.signal }).run(bodies.later, below(6)).get();
  }
  return when(pick()).run(bodies.leave, 3).get();
};

const settled = async (result: Promise<unknown>, done: () => void): Promise<void> => {
  try {
    await result;
    note('value');
  } catch (error) {
    note(codeOf(error));
  }
  done();
};

const round = async (): Promise<number> => {
  await start({ workers, replacements: 100_000, onUnobserved: () => {} });
  const cowns = Array.from({ length: COWNS }, () => cown(0));
  let open = 0;
  for (let burst = 0; burst < BURSTS; burst += 1) {
    for (let n = 0; n < PER_BURST; n += 1) {
      open += 1;
      void settled(one(cowns), () => {
        open -= 1;
      });
    }
    await new Promise((resolve) => {
      setTimeout(resolve, below(20));
    });
  }
  const { stats } = await wait({ stats: true, timeout: SETTLE });
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  if (open !== 0) throw new Error(`${open} results were never settled`);
  if (stats?.identity !== 0 || stats.unfinished !== 0)
    throw new Error(`identity ${stats?.identity}, unfinished ${stats?.unfinished}`);
  for (const queue of stats.threads)
    if (queue.queuePushed !== queue.queuePopped) throw new Error(`queue ${queue.thread} does not balance`);
  return BURSTS * PER_BURST;
};

const until = performance.now() + seconds * 1000;
let ran = 0;
let rounds = 0;
while (performance.now() < until) {
  ran += await round();
  rounds += 1;
}
process.stdout.write(
  `${ran} behaviours in ${rounds} rounds, every result settled, identity 0, shared memory ${Math.round(thread().port.load(BUMP) / 256)} KiB: ${JSON.stringify(Object.fromEntries([...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))))}\n`,
);
