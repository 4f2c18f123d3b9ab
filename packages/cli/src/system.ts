import process from 'node:process';
import {
  createProgress,
  installCleanup,
  listenForInterrupts,
  systemClock,
  systemEnvironment,
} from '@custody/host';
import type { CustodyContext } from './context.ts';
import type { Standard } from './standard.ts';

/** The real outside world for one command. */
export const systemContext = (
  { out, err, terminal: ask }: Standard,
  setExitCode: (exitCode: number) => void,
): CustodyContext => {
  const terminal = ask();
  return {
    process: { stdout: out, stderr: err },
    clock: systemClock,
    environment: systemEnvironment,
    out,
    err,
    input: () => process.stdin,
    terminal,
    interrupts: () => {
      installCleanup();
      return listenForInterrupts();
    },
    progress: (quiet) =>
      createProgress({
        // Asked for only where something is shown.
        stream: {
          write: (text) => process.stderr.write(text),
          get columns() {
            return process.stderr.columns;
          },
        },
        isTTY: terminal.err,
        quiet,
        clock: systemClock,
      }),
    finish: setExitCode,
  };
};
