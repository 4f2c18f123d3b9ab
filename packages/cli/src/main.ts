import { run } from '@stricli/core';
import { app } from './app.ts';
import { EXIT } from './exit.ts';
import { openStandard, type Standard } from './standard.ts';

const standard = openStandard();

/** The framework sets its exit code only where no command has set one. */
const state: {
  readonly stdout: Standard['out'];
  readonly stderr: Standard['err'];
  exitCode?: number;
} = { stdout: standard.out, stderr: standard.err };

await run(app, process.argv.slice(2), {
  process: state,
  // Loaded only when a command runs: help and usage errors need nothing of the outside world.
  forCommand: async () => {
    const { systemContext } = await import('./system.ts');
    return systemContext(standard, (exitCode) => {
      state.exitCode = exitCode;
    });
  },
});

await standard.finish();

// Framework codes below zero mean that the command line was not understood or a command could not be loaded.
const asked = state.exitCode ?? EXIT.ok;
const broken = asked === -1 || asked === -2 || asked === -3;
if (process.exitCode === undefined)
  process.exitCode = asked >= 0 ? asked : broken ? EXIT.internal : EXIT.usage;
