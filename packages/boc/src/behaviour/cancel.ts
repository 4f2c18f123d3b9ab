import { allocate, free } from '../arena/allocate.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';

/** A cell that the caller's signal and the behaviour share: who of the two is last frees it. Words: references, cancelled. */
const CELL_REFERENCES = 1;
const CELL_CANCELLED = 2;
const CELL_CLASS = 0;

const leave = ({ port, self }: Thread, cell: number): void => {
  if (port.add(cell + CELL_REFERENCES, -1) === 1) free(port, self, cell, CELL_CLASS);
};

const watching = new Map<number, () => void>();

/** A cell for a signal; 0 where there is none. */
export const makeCancel = (here: Thread, signal: AbortSignal | undefined): number => {
  if (signal === undefined) return 0;
  const { port, self } = here;
  if (self !== 0) throw new BocError('BOC_MAIN_ONLY', 'a signal can be given on the main thread only');
  const cell = allocate(port, self, CELL_CLASS);
  if (cell === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for a signal');
  port.store(cell + CELL_REFERENCES, 2);
  port.store(cell + CELL_CANCELLED, signal.aborted ? 1 : 0);
  const onAbort = (): void => {
    port.store(cell + CELL_CANCELLED, 1);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  watching.set(cell, () => {
    signal.removeEventListener('abort', onAbort);
  });
  return cell;
};

export const isCancelled = ({ port }: Thread, cell: number): boolean =>
  cell !== 0 && port.load(cell + CELL_CANCELLED) === 1;

/** The behaviour is over. */
export const endCancel = (here: Thread, cell: number): void => {
  if (cell !== 0) leave(here, cell);
};

/** The behaviour did not come about: nobody else knows the cell. */
export const dropCancel = ({ port, self }: Thread, cell: number): void => {
  if (cell === 0) return;
  watching.get(cell)?.();
  watching.delete(cell);
  free(port, self, cell, CELL_CLASS);
};

/** Lets go of signals whose behaviours are over; the main thread calls it now and then. */
export const sweepCancels = (here: Thread): void => {
  for (const [cell, stop] of watching) {
    if (here.port.load(cell + CELL_REFERENCES) !== 1) continue;
    stop();
    watching.delete(cell);
    leave(here, cell);
  }
};
