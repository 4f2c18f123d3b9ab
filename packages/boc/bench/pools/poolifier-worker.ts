/** The same tasks, as poolifier wants them: functions of a worker that is made. */
import { ThreadWorker } from 'poolifier';
import { hash, nothing } from './tasks.ts';

export const worker = new ThreadWorker<Uint8Array | undefined, string | undefined>({
  nothing: () => {
    nothing();
    return undefined;
  },
  hash: (bytes) => hash(bytes ?? new Uint8Array()),
});
