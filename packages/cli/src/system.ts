import process from 'node:process';
import {
  createOutput,
  createProgress,
  installCleanup,
  listenForInterrupts,
  systemClock,
  systemEnvironment,
} from '@custody/host';
import type { CustodyContext } from './context.ts';
import { EXIT } from './exit.ts';

/** Node leaves `isTTY` undefined where the stream is no terminal, whatever its types say. */
const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY ?? false;

/** The real outside world for one command, and how to wait until all that it wrote has arrived. */
export const systemContext = (
  setExitCode: (exitCode: number) => void,
): { readonly context: CustodyContext; readonly finish: () => Promise<void> } => {
  const out = createOutput(process.stdout);
  const err = createOutput(process.stderr);
  const terminal = {
    out: isTerminal(process.stdout),
    err: isTerminal(process.stderr),
    columns: isTerminal(process.stdout) ? process.stdout.columns : 100,
  };
  const context: CustodyContext = {
    process: { stdout: out, stderr: err },
    clock: systemClock,
    environment: systemEnvironment,
    out,
    err,
    terminal,
    interrupts: () => {
      installCleanup();
      return listenForInterrupts();
    },
    progress: (quiet) =>
      createProgress({ stream: process.stderr, isTTY: terminal.err, quiet, clock: systemClock }),
    finish: setExitCode,
  };
  const finish = async (): Promise<void> => {
    const [written] = await Promise.all([out.finish(), err.finish()]);
    if (written.kind !== 'failed') return;
    process.stderr.write(`custody: ${written.reason}\n`);
    process.exitCode = EXIT.undecided;
  };
  return { context, finish };
};
