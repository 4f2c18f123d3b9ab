import { start } from '@custody/boc';

/** Starts as many workers as the first argument says; without one, as many as suit the machine. */
export const begin = (): Promise<void> => {
  const workers = process.argv[2];
  return start(workers === undefined ? {} : { workers: Number(workers) });
};

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
