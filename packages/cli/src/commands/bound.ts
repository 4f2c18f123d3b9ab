import type { CustodyContext } from '../context.ts';

/** Gives a command's function its context as a parameter instead of as `this`. */
export const bound = <Flags, Args extends readonly string[]>(
  run: (context: CustodyContext, flags: Flags, args: Args) => Promise<void>,
) =>
  function (this: CustodyContext, flags: Flags, ...args: Args): Promise<void> {
    return run(this, flags, args);
  };
