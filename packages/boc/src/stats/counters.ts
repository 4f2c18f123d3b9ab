import { COUNTERS, threadBase } from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';

/** What each thread counts, in the order in which the words stand. Only the thread itself writes them. */
export const COUNTER_NAMES = [
  'scheduled',
  'finished',
  'pushedLocal',
  'pushedPending',
  'pushedRemote',
  'poppedLocal',
  'poppedPending',
  'poppedStolen',
  'moved',
  'stealAttempts',
  'stealFailures',
  'parked',
  'batchResets',
  'dropped',
] as const;

export type CounterName = (typeof COUNTER_NAMES)[number];

const offsets = new Map<string, number>(COUNTER_NAMES.map((name, index) => [name, COUNTERS + index]));

/** Where a counter stands inside a thread's block. */
export const counterAt = (name: CounterName): number => offsets.get(name) ?? COUNTERS;

const SCHEDULED = counterAt('scheduled');
const FINISHED = counterAt('finished');

/** Adds one to a counter of the thread that runs: its only writer, so that no exchange is needed. Others may see it at once. */
export const countAtomically = (port: Port, base: number, offset: number): void => {
  port.store(base + offset, (port.get(base + offset) + 1) | 0);
};

/** The same for what others look at only once it is quiet: the store of `finished` that makes it so comes after. */
export const count = (port: Port, base: number, offset: number): void => {
  port.set(base + offset, (port.get(base + offset) + 1) | 0);
};

/**
 * True if at some moment during the call every behaviour that was ever scheduled had finished.
 * `finished` is read first: both only grow and finished never exceeds scheduled, so that equal sums can only mean a quiet moment in between.
 */
export const isQuiet = (port: Port, threads: number): boolean => {
  let finished = 0;
  for (let thread = 0; thread < threads; thread += 1)
    finished = (finished + port.load(threadBase(thread) + FINISHED)) | 0;
  let scheduled = 0;
  for (let thread = 0; thread < threads; thread += 1)
    scheduled = (scheduled + port.load(threadBase(thread) + SCHEDULED)) | 0;
  return finished === scheduled;
};
