import type { CommandContext } from '@stricli/core';
import type { Clock, Environment, Interrupts, Output, Progress } from '@custody/host';

/** What a command gets of the outside world. */
export type CustodyContext = CommandContext & {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly out: Output;
  readonly err: Output;
  /** What comes on standard input; opened when it is asked for. */
  readonly input: () => AsyncIterable<Uint8Array>;
  /** Whether standard output, and standard error, are terminals. */
  readonly terminal: { readonly out: boolean; readonly err: boolean; readonly columns: number };
  /** Asked for by the first long piece of work; listens for Ctrl-C from then on. */
  readonly interrupts: () => Interrupts;
  readonly progress: (quiet: boolean) => Progress;
  /** Ends the command with this exit code once everything is written. */
  readonly finish: (exitCode: number) => void;
};
