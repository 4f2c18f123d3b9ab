import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { abandonHandles } from '../cown/handle.ts';
import { hooks } from '../context/hooks.ts';
import { joinMemory } from '../context/thread.ts';
import { asError, textOfError } from '../errors/text.ts';
import { takeTrace } from '../trace/record.ts';
import { workerLoop } from './loop.ts';
import type { FromWorker, WorkerStart } from './messages.ts';

const port = parentPort;
const start = workerData as WorkerStart;
if (port === null || start?.boc !== 'worker')
  throw new Error('this module is what boc starts its workers with');

const tell = (message: FromWorker): void => {
  port.postMessage(message);
};

const here = joinMemory(start.buffer, start.index);
hooks.unobserved = (error) => {
  const { name, message, stack } = asError(error);
  tell({
    kind: 'unobserved',
    name: textOfError(name),
    message: textOfError(message),
    stack: textOfError(stack),
  });
};
hooks.unpin = (slot) => {
  tell({ kind: 'unpin', slot });
};

/** A referenced listener keeps this thread alive while all it does is wait. */
port.on('message', () => {});

// Compiling the modules is most of what a start costs.
if (start.compileCache !== undefined) enableCompileCache(start.compileCache);

const load = async (): Promise<boolean> => {
  for (const module of start.modules) {
    try {
      await import(module);
    } catch (error) {
      const { message, stack } = asError(error);
      tell({ kind: 'failed', module, message: textOfError(message), stack: textOfError(stack) });
      return false;
    }
  }
  return true;
};

if (await load()) {
  tell({ kind: 'ready' });
  await workerLoop(here, start.concurrency);
  abandonHandles(here, here.self);
  const events = takeTrace();
  if (events.length > 0) tell({ kind: 'trace', events });
  tell({ kind: 'bye' });
}
port.removeAllListeners('message');
port.close();
