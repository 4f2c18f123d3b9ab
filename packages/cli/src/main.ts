import process from 'node:process';
import { run } from '@stricli/core';
import {
  createOutput,
  createProgress,
  installCleanup,
  listenForInterrupts,
  systemClock,
  systemEnvironment,
} from '@custody/host';
import { app } from './app.ts';
import type { CustodyContext } from './context.ts';
import { EXIT } from './exit.ts';

/** Node leaves `isTTY` undefined where the stream is no terminal, whatever its types say. */
const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY ?? false;

const out = createOutput(process.stdout);
const err = createOutput(process.stderr);

const context: CustodyContext & {
  process: {
    stdout: { write: (text: string) => void };
    stderr: { write: (text: string) => void };
    exitCode: number;
  };
} = {
  process: { stdout: out, stderr: err, exitCode: 0 },
  clock: systemClock,
  environment: systemEnvironment,
  out,
  err,
  terminal: {
    out: isTerminal(process.stdout),
    err: isTerminal(process.stderr),
    columns: isTerminal(process.stdout) ? process.stdout.columns : 100,
  },
  workerUrl: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
  interrupts: () => {
    installCleanup();
    return listenForInterrupts();
  },
  progress: (quiet) =>
    createProgress({
      stream: process.stderr,
      isTTY: isTerminal(process.stderr),
      quiet,
      clock: systemClock,
    }),
  finish: (exitCode) => {
    context.process.exitCode = exitCode;
  },
};

await run(app, process.argv.slice(2), context);

// Framework codes below zero mean that the command line was not understood or a command could not be loaded.
const asked = context.process.exitCode;
const exitCode =
  asked >= 0 ? asked : asked === -1 || asked === -2 || asked === -3 ? EXIT.internal : EXIT.usage;
const [written] = await Promise.all([out.finish(), err.finish()]);
process.exitCode = written.kind === 'failed' ? EXIT.undecided : exitCode;
if (written.kind === 'failed') process.stderr.write(`custody: ${written.reason}\n`);
