import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What became of one run of the command. */
export type Ran = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A CommonJS module that is loaded first, in every thread: it makes the outside world misbehave. */
  readonly preload?: URL;
};

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * What Node is given to start the command as `npx custody` does: another build where CUSTODY_BIN names one, else the built
 * command, else its sources.
 */
export const command = (): readonly string[] => {
  const named = process.env['CUSTODY_BIN'] ?? '';
  if (named !== '') return [named];
  const root = '../../../packages/cli';
  return existsSync(path(`${root}/dist/main.js`))
    ? [path(`${root}/bin/custody.js`)]
    : ['--conditions=development', path(`${root}/src/main.ts`)];
};

const commandLine = (args: readonly string[], preload: URL | undefined): readonly string[] => [
  ...(preload === undefined ? [] : ['--require', fileURLToPath(preload)]),
  ...command(),
  ...args,
];

/** Nothing of the machine's own settings gets through. */
const environment = (env: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...env,
});

/** Runs `custody` to its end; a minute is a hang. */
export const custody = (args: readonly string[], options: RunOptions = {}): Ran => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, commandLine(args, options.preload), {
    cwd: options.cwd,
    env: environment(options.env),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, signal, out: stdout, err: stderr };
};

/** Starts `custody` and lets it run. */
export const startCustody = (
  args: readonly string[],
  options: RunOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ran> } => {
  const child = spawn(process.execPath, commandLine(args, options.preload), {
    cwd: options.cwd,
    env: environment(options.env),
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, out, err }));
  return { child, ended: promise };
};

/** Lines of a stack trace: what a person must never see. */
export const STACK_TRACE = /^\s+at .*(?:\.[jt]s|node:)|node:internal|Node\.js v\d/m;
