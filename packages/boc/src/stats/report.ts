import type { Thread } from '../context/thread.ts';
import {
  MAX_THREADS,
  PENDING,
  QUEUE_LENGTH,
  QUEUE_POPPED,
  QUEUE_PUSHED,
  threadBase,
} from '../memory/layout.ts';
import { type MailStats, mailStats } from '../message/mail.ts';
import { COUNTER_NAMES, type CounterName, counterAt } from './counters.ts';

/** What one thread counted since `start`; thread 0 is the main thread. Each counter has one writer, so they are exact once it is quiet. */
export type ThreadStats = { readonly [K in CounterName]: number } & {
  readonly thread: number;
  /** Behaviours standing in its queue now, and the one pending. */
  readonly queued: number;
  /** Behaviours put into its queue and taken out of it by any thread, since `start`. */
  readonly queuePushed: number;
  readonly queuePopped: number;
};

export type Stats = {
  readonly threads: readonly ThreadStats[];
  /** Messages by tag. */
  readonly mail: readonly MailStats[];
  /** Handed out minus taken minus still queued, over all threads: zero whenever it is quiet. */
  readonly identity: number;
  /** Scheduled minus finished. */
  readonly unfinished: number;
};

type QueueCount = 'queuePushed' | 'queuePopped';
type Counts = Readonly<Record<CounterName | QueueCount, number>>;

const PLACES: readonly (readonly [CounterName | QueueCount, number])[] = [
  ...COUNTER_NAMES.map((name) => [name, counterAt(name)] as const),
  ['queuePushed', QUEUE_PUSHED],
  ['queuePopped', QUEUE_POPPED],
];

const read = ({ port }: Thread, thread: number): Counts =>
  Object.fromEntries(PLACES.map(([name, place]) => [name, port.load(threadBase(thread) + place)])) as Counts;

let baseline: readonly Counts[] = [];

/** From here on is counted. */
export const markBaseline = (here: Thread): void => {
  baseline = Array.from({ length: MAX_THREADS }, (_, thread) => read(here, thread));
};

/** The counts of the main thread and `workers` workers since the last baseline. */
export const statsOf = (here: Thread, workers: number): Stats => {
  const { port } = here;
  const threads = Array.from({ length: workers + 1 }, (_, thread): ThreadStats => {
    const now = read(here, thread);
    const since = baseline[thread];
    const counts = Object.fromEntries(
      PLACES.map(([name]) => [name, (now[name] - (since?.[name] ?? 0)) >>> 0]),
    ) as Counts;
    const base = threadBase(thread);
    return {
      thread,
      ...counts,
      queued: port.load(base + QUEUE_LENGTH) + (port.load(base + PENDING) === 0 ? 0 : 1),
    };
  });
  const total = (names: readonly CounterName[]): number =>
    threads.reduce((sum, counts) => sum + names.reduce((part, name) => part + counts[name], 0), 0);
  const queued = threads.reduce((sum, counts) => sum + counts.queued, 0);
  return {
    threads,
    mail: mailStats(here),
    identity:
      total(['pushedLocal', 'pushedPending', 'pushedRemote']) -
      total(['poppedLocal', 'poppedPending', 'poppedStolen']) -
      queued,
    unfinished: total(['scheduled']) - total(['finished']),
  };
};
