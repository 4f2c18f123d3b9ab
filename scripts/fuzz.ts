/**
 * `npm run fuzz [-- --inputs N --seed S --target T … --jobs N --keep DIR]`: hands damaged and hostile inputs to every parser of
 * custody. Each has to come back without an exception, in bounded time and memory, and with what it promises.
 * The same seed gives the same inputs. A failing one is kept in a file; `--replay FILE --target T` runs it again. Exit 1 on failure.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { planTasks } from './fuzz/plan.ts';
import { keepInput, replay } from './fuzz/replay.ts';
import { TARGETS, targetNamed } from './fuzz/targets/index.ts';
import { scratchDirectory } from './fuzz/scratch.ts';
import { runThread } from './fuzz/threads.ts';
import type { FuzzFailure } from './fuzz/types.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    keep: { type: 'string', default: join(tmpdir(), 'custody-fuzz-failures') },
    replay: { type: 'string' },
  },
});

const whole = (text: string, name: string): number => {
  if (!/^\d{1,9}$/.test(text))
    throw new RangeError(`--${name} takes a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
};

type Tally = { inputs: number; bytes: number; milliseconds: number; slowest: number; failures: number };

const fuzz = async (): Promise<number> => {
  const seed = whole(values.seed, 'seed');
  // Before any thread is started: they make theirs inside it.
  scratchDirectory();
  const names = values.target ?? [...TARGETS.keys()];
  const targets = names.map(targetNamed);
  const tasks = planTasks(targets, whole(values.inputs, 'inputs'), seed);
  const tallies = new Map<string, Tally>(
    names.map((name) => [name, { inputs: 0, bytes: 0, milliseconds: 0, slowest: 0, failures: 0 }]),
  );
  const failures: FuzzFailure[] = [];
  let peak = 0;
  let taken = 0;
  const started = performance.now();
  const watch = {
    onFailure: (failure: FuzzFailure) => {
      failures.push(failure);
      const tally = tallies.get(failure.target);
      if (tally !== undefined) tally.failures += 1;
    },
    onDone: (
      task: { target: string; from: number; to: number },
      done: { slowest: number; bytes: number; milliseconds: number },
    ) => {
      const tally = tallies.get(task.target);
      if (tally === undefined) return;
      tally.inputs += task.to - task.from;
      tally.bytes += done.bytes;
      tally.milliseconds += done.milliseconds;
      tally.slowest = Math.max(tally.slowest, done.slowest);
    },
    onMemory: (rss: number) => {
      peak = Math.max(peak, rss);
    },
  };
  const threads = Array.from({ length: Math.max(1, whole(values.jobs, 'jobs')) }, () =>
    runThread(() => tasks[taken++], watch),
  );
  await Promise.all(threads);

  process.stdout.write(
    `seed ${seed}\n${'target'.padEnd(14)}${'inputs'.padStart(8)}${'MiB'.padStart(8)}${'µs each'.padStart(9)}${'slowest'.padStart(10)}  failures\n`,
  );
  let inputs = 0;
  for (const [name, tally] of tallies) {
    inputs += tally.inputs;
    process.stdout.write(
      `${name.padEnd(14)}${String(tally.inputs).padStart(8)}${(tally.bytes / 2 ** 20).toFixed(0).padStart(8)}${((tally.milliseconds * 1000) / Math.max(1, tally.inputs)).toFixed(0).padStart(9)}${`${tally.slowest.toFixed(0)} ms`.padStart(10)}  ${tally.failures}\n`,
    );
  }
  const seconds = (performance.now() - started) / 1000;
  // One of each manner is enough to begin with: a thousand inputs may show the same defect.
  const shown = new Map<string, FuzzFailure>();
  for (const failure of failures) {
    const manner = failure.detail.split('\n').slice(0, 2).join(' ').replaceAll(/\d+/g, 'N');
    const key = `${failure.target} ${failure.kind} ${manner}`;
    if (!shown.has(key)) shown.set(key, failure);
  }
  for (const failure of shown.values()) {
    const path = keepInput(failure, seed, values.keep);
    process.stdout.write(
      `\n${failure.target} #${failure.index}: ${failure.kind}\n${failure.detail}\nreplay: npm run fuzz -- --target ${failure.target} --replay ${path}\n`,
    );
  }
  process.stdout.write(
    `\n${inputs} inputs in ${seconds.toFixed(1)} s, peak memory ${Math.round(peak / 2 ** 20)} MiB: ${failures.length} failures of ${shown.size} manners\n`,
  );
  return failures.length === 0 ? 0 : 1;
};

process.exitCode =
  values.replay === undefined ? await fuzz() : await replay(values.replay, values.target?.[0] ?? '');
