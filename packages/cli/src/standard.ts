import process from 'node:process';
import { createOutput, descriptorStream, type Output } from '@custody/host';
import { EXIT } from './exit.ts';

/** Standard output and standard error of the process. */
export type Standard = {
  readonly out: Output;
  readonly err: Output;
  /** Whether they are terminals. */
  readonly terminal: () => { readonly out: boolean; readonly err: boolean; readonly columns: number };
  /** Waits until all that was written has arrived; exit code 3 where it cannot. */
  readonly finish: () => Promise<void>;
};

export const openStandard = (): Standard => {
  const streams = {
    out: descriptorStream(1, () => process.stdout),
    err: descriptorStream(2, () => process.stderr),
  };
  const out = createOutput(streams.out);
  const err = createOutput(streams.err);
  return {
    out,
    err,
    terminal: () => ({
      out: streams.out.isTerminal,
      err: streams.err.isTerminal,
      columns: streams.out.isTerminal ? process.stdout.columns : 100,
    }),
    finish: async () => {
      const [written] = await Promise.all([out.finish(), err.finish()]);
      if (written.kind !== 'failed') return;
      process.stderr.write(`custody: ${written.reason}\n`);
      process.exitCode = EXIT.undecided;
    },
  };
};
