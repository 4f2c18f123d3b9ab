import { availableParallelism } from 'node:os';
import { BocError } from '../errors/errors.ts';
import { checkTimer, checkWait } from '../errors/options.ts';
import {
  BOOT_TIMEOUT,
  LEAVE_TIMEOUT,
  PUMP_BUDGET,
  REPLACEMENTS,
  type StartOptions,
  STOP_TIMEOUT,
} from './state.ts';

const MOST_WORKERS = 63;
const CONCURRENCY = 16;

const refuse = (what: string, got: unknown): never => {
  throw new BocError('BOC_BAD_OPTION', `${what}, not ${String(got)}`);
};

/** How many workers are meant. */
export const workersOf = ({ workers = Math.max(1, availableParallelism() - 1) }: StartOptions): number =>
  Number.isInteger(workers) && workers >= 0 && workers <= MOST_WORKERS
    ? workers
    : refuse(`workers is a whole number from 0 to ${MOST_WORKERS}`, workers);

/** How many asynchronous bodies a worker may be in the middle of. */
export const concurrencyOf = ({ concurrency = CONCURRENCY }: StartOptions): number =>
  Number.isInteger(concurrency) && concurrency > 0
    ? concurrency
    : refuse('concurrency is a whole number from 1 on', concurrency);

/** Throws BocError `BOC_BAD_OPTION` for the first option that is not what it has to be. */
export const checkOptions = (options: StartOptions): void => {
  workersOf(options);
  concurrencyOf(options);
  checkTimer('bootTimeout', options.bootTimeout);
  checkTimer('leaveTimeout', options.leaveTimeout);
  checkWait('stopTimeout', options.stopTimeout);
  checkWait('pumpBudget', options.pumpBudget);
  checkWait('watchdog.after', options.watchdog?.after);
  const { replacements } = options;
  if (replacements !== undefined && !(replacements >= 0))
    refuse('replacements is a number from 0 on', replacements);
};

/** What two starts must agree on, as it is where nothing is said. `memory` belongs to the process, and is checked with it. */
const MEANINGS: {
  readonly [K in keyof Omit<Required<StartOptions>, 'memory'>]: (options: StartOptions) => unknown;
} = {
  workers: workersOf,
  concurrency: concurrencyOf,
  modules: ({ modules }) => JSON.stringify(modules ?? []),
  strict: ({ strict }) => strict ?? false,
  trace: ({ trace }) => trace ?? false,
  bootTimeout: ({ bootTimeout }) => bootTimeout ?? BOOT_TIMEOUT,
  stopTimeout: ({ stopTimeout }) => stopTimeout ?? STOP_TIMEOUT,
  leaveTimeout: ({ leaveTimeout }) => leaveTimeout ?? LEAVE_TIMEOUT,
  entry: ({ entry }) => entry?.href,
  pumpBudget: ({ pumpBudget }) => pumpBudget ?? PUMP_BUDGET,
  onUnobserved: ({ onUnobserved }) => onUnobserved,
  watchdog: ({ watchdog }) => watchdog?.after,
  resourceLimits: ({ resourceLimits }) =>
    JSON.stringify(Object.entries(resourceLimits ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  replacements: ({ replacements }) => replacements ?? REPLACEMENTS,
};

/** The options that a second start names and that are not those of the first; those that it does not name are as they are. */
export const differing = (running: StartOptions, asked: StartOptions): readonly string[] =>
  Object.entries(MEANINGS).flatMap(([name, meaning]) =>
    asked[name as keyof StartOptions] !== undefined && meaning(asked) !== meaning(running) ? [name] : [],
  );
