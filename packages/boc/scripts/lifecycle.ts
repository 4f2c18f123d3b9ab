/**
 * Measures starting, stopping and doing nothing: `node packages/boc/scripts/lifecycle.ts BUILT_INDEX [WORKERS]`, on the library as it is published
 * (`dist/index.js`; see bundle.ts). Processor time beside the clock's, for machines with other things to do.
 */
import { resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type * as library from '../src/index.ts';

type Library = typeof library;

const TIMES = 20;
const IDLE = 2000;
const [, , index = 'packages/boc/dist/index.js', count = '2'] = process.argv;
const workers = Number(count);
const { start, stop } = (await import(pathToFileURL(resolve(index)).href)) as Library;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });
const used = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};
const told = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  return `least ${sorted[0]?.toFixed(1)} ms, median ${sorted[sorted.length >> 1]?.toFixed(1)} ms`;
};

const starting: number[] = [];
const startingCpu: number[] = [];
const stopping: number[] = [];
for (let time = 0; time < TIMES; time += 1) {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await start({ workers });
  starting.push(performance.now() - from);
  startingCpu.push(used(cpu));
  await pause(20);
  const end = performance.now();
  await stop();
  stopping.push(performance.now() - end);
}
await start({ workers });
await pause(200);
const cpu = process.cpuUsage();
await pause(IDLE);
const idle = used(cpu);
await stop();
process.stdout.write(
  `start(${workers}): ${told(starting)}; processor ${told(startingCpu)}\n` +
    `stop: ${told(stopping)}\nidle: ${((idle / IDLE) * 100).toFixed(2)} % of one core over ${IDLE} ms\n`,
);
