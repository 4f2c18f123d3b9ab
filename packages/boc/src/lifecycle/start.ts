import { behaviourModules } from '../behaviour/define.ts';
import { refuseInside } from '../behaviour/current.ts';
import { waitingReads } from '../cown/waiting.ts';
import { destroy } from '../cown/store.ts';
import { hooks, tellOf } from '../context/hooks.ts';
import { createMemory, type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { textOfError } from '../errors/text.ts';
import { CLOSED, DROPPING, SHUTDOWN, STRICT, TRACING, WORKERS } from '../memory/layout.ts';
import { markBaseline } from '../stats/report.ts';
import { kick, setExpectsAnswer, setPumpBudget } from '../worker/main.ts';
import type { FromWorker } from '../worker/messages.ts';
import { spawn } from '../worker/spawn.ts';
import { giveUp, workerEnded } from './death.ts';
import { keepAlive } from './keepalive.ts';
import { checkOptions, concurrencyOf, differing, workersOf } from './options.ts';
import { BOOT_TIMEOUT, PUMP_BUDGET, runtime, type StartOptions } from './state.ts';

const onMessage = (message: FromWorker): void => {
  switch (message.kind) {
    case 'unpin':
      destroy(thread(), [message.slot]);
      return;
    case 'unobserved': {
      const error = new Error(message.message);
      error.name = message.name;
      error.stack = message.stack;
      tellOf(error);
      return;
    }
    case 'trace':
      runtime.trace.push(...message.events);
      return;
    case 'ready':
    case 'failed':
    case 'bye':
  }
};

const installHooks = (here: Thread): void => {
  hooks.unobserved = (error) => {
    const { onUnobserved } = runtime.options;
    if (onUnobserved !== undefined) onUnobserved(error);
    else
      process.emitWarning(
        `an exception of a behaviour was dropped unseen: ${textOfError(error)}`,
        'BocUnobserved',
      );
  };
  hooks.settled = () => {
    kick(here);
  };
  hooks.queuedHere = hooks.settled;
  setExpectsAnswer(() => waitingReads() > 0);
};

const prepare = (here: Thread, options: StartOptions): void => {
  const { port } = here;
  runtime.options = options;
  runtime.workers = workersOf(options);
  runtime.replaced = 0;
  runtime.everStarted = true;
  runtime.failure = undefined;
  installHooks(here);
  runtime.onMessage = onMessage;
  setPumpBudget(options.pumpBudget ?? PUMP_BUDGET);
  markBaseline(here);
  for (const word of [CLOSED, DROPPING, SHUTDOWN]) port.store(word, 0);
  port.store(STRICT, options.strict === true ? 1 : 0);
  port.store(TRACING, options.trace === true ? 1 : 0);
  // At once, though no worker runs yet: what is scheduled from now on waits in the workers' queues.
  port.store(WORKERS, runtime.workers);
};

const boot = async (here: Thread, options: StartOptions): Promise<void> => {
  const modules = [...new Set([...behaviourModules(), ...(options.modules ?? [])])];
  for (let index = 1; index <= runtime.workers; index += 1)
    runtime.pool.set(
      index,
      spawn(here, index, {
        entry: options.entry,
        modules,
        concurrency: concurrencyOf(options),
        bootTimeout: options.bootTimeout ?? BOOT_TIMEOUT,
        resourceLimits: options.resourceLimits,
        onMessage,
        onExit: workerEnded,
      }),
    );
  const outcomes = await Promise.allSettled([...runtime.pool.values()].map(({ ready }) => ready));
  if (runtime.ending !== undefined) await runtime.ending;
  if (runtime.failure !== undefined) throw runtime.failure;
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await giveUp(here, failed.reason as Error);
    throw failed.reason;
  }
  // An idle runtime must not keep the process from ending; unfinished behaviours do, by keepAlive.
  for (const { worker } of runtime.pool.values()) worker.unref();
  runtime.phase = 'running';
};

/**
 * Starts the workers. Called again with the same options it waits for the first; the first behaviour calls it where nobody did.
 *
 * @throws BocError `BOC_START_FAILED` with the module and stack where any worker does not come up: none is left then;
 * `BOC_MISMATCHED_START` where it runs already with other options; `BOC_BAD_OPTION`, `BOC_MAIN_ONLY`, `BOC_BLOCKING_CALL`.
 */
export const start = async (options: StartOptions = {}): Promise<void> => {
  refuseInside('start()');
  if (runtime.stopping !== undefined) await runtime.stopping;
  if (runtime.phase !== 'idle') {
    checkOptions(options);
    const names = differing(runtime.options, options);
    if (names.length > 0)
      throw new BocError(
        'BOC_MISMATCHED_START',
        `the runtime runs with other options (${names.join(', ')}): await stop() first`,
      );
    if (options.memory !== undefined) createMemory(options.memory);
    await runtime.starting;
    return;
  }
  await begin(options);
};

/** Everything up to the first wait happens at once: what is scheduled next already finds its workers' queues. */
const begin = (options: StartOptions): Promise<void> => {
  checkOptions(options);
  const here = options.memory === undefined ? thread() : createMemory(options.memory);
  if (here.self !== 0) throw new BocError('BOC_MAIN_ONLY', 'start() is for the main thread');
  prepare(here, options);
  runtime.phase = 'starting';
  runtime.starting = boot(here, options);
  return runtime.starting;
};

hooks.scheduled = (internal) => {
  const here = thread();
  if (here.self !== 0) return;
  if (runtime.phase === 'idle' && !internal)
    begin({}).catch(() => {
      // Told by every result, and by wait() and quiesce().
    });
  keepAlive(here);
  kick(here);
};
