import type { Port } from './port.ts';

/** Takes the spin word at `at`. Held for a few steps only, never while user code runs. `self` tells whose it is (1 or more). */
export const lock = (port: Port, at: number, self: number): void => {
  port.enter();
  let turns = 0;
  while (port.compareExchange(at, 0, self) !== 0) {
    turns += 1;
    port.pause(turns);
  }
};

export const unlock = (port: Port, at: number): void => {
  port.store(at, 0);
  port.leave();
};

/** Takes it only where it is free; false where it is not. */
export const tryLock = (port: Port, at: number, self: number): boolean => {
  port.enter();
  if (port.compareExchange(at, 0, self) === 0) return true;
  port.leave();
  return false;
};
