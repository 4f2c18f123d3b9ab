import process from 'node:process';
import { removeTemporaries } from '../files/temporaries.ts';

export type Interruptible = 'SIGINT' | 'SIGTERM';

/** The conventional exit code of a process that a signal ended: 128 + its number. */
export const exitCodeOf = (signal: Interruptible): number => (signal === 'SIGINT' ? 130 : 143);

export type Interrupts = {
  /** Aborted by the first SIGINT or SIGTERM; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** Which signal came, if one did. */
  readonly received: () => Interruptible | undefined;
  /** Stops listening. */
  readonly dispose: () => void;
};

/** The first SIGINT or SIGTERM asks the run to stop tidily; a second one ends the process at once (130 or 143), temporary files removed. */
export const listenForInterrupts = (): Interrupts => {
  const controller = new AbortController();
  let received: Interruptible | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    const name: Interruptible = signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
    if (received !== undefined) {
      removeTemporaries();
      process.exit(exitCodeOf(name));
    }
    received = name;
    controller.abort(name);
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    received: () => received,
    dispose: () => {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
};
