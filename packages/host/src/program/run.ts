import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { HostError, systemCode } from '../error.ts';

export type ProgramOptions = {
  /** Where it runs: never a tree that is judged, whose configuration it might obey. Absent: the root of the file system. */
  readonly cwd?: string;
  /** Set in addition to what a program needs to find its way: PATH, HOME, proxies, trust. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. Default 60,000. */
  readonly timeout?: number;
  /** Bytes of standard output above which it is ended. Default 16 MiB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
};

/** What of our own environment a program gets: enough to work, and no tokens. */
const HANDED_ON =
  /^(?:PATH|HOME|USERPROFILE|SYSTEMROOT|TMPDIR|TEMP|LANG|LC_ALL|https?_proxy|no_proxy|SSL_CERT_(?:FILE|DIR)|GIT_SSL_CAINFO|SSH_AUTH_SOCK)$/i;

const handedOn = (): Record<string, string> => {
  const into: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && HANDED_ON.test(name)) into[name] = value;
  return into;
};

const MAX_ERROR = 4096;

/** The first line that says something, for a message. */
const firstLine = (chunks: readonly Buffer[]): string =>
  Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '')
    ?.slice(0, 300) ?? '';

/**
 * Runs a program without a shell and answers its standard output. Rejects with HostError: `not-found` where it is not
 * installed, `bad-answer` where it ends with another code than 0 or in time or size goes too far, `aborted`.
 */
export const runProgram = (
  command: string,
  args: readonly string[],
  { cwd = '/', environment = {}, timeout = 60_000, maxBytes = 16 * 1024 * 1024, signal }: ProgramOptions = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...handedOn(), ...environment },
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
      ...(signal === undefined ? {} : { signal }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let told = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) child.kill('SIGKILL');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (told < MAX_ERROR) err.push(chunk);
      told += chunk.length;
    });
    child.on('error', (error) => {
      if (signal?.aborted === true) reject(new HostError('aborted', 'interrupted', { cause: error }));
      else if (systemCode(error) === 'ENOENT')
        reject(new HostError('not-found', `${command} is not installed here`, { cause: error }));
      else
        reject(new HostError('bad-answer', `${command} cannot be run: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, killed) => {
      if (code === 0 && size <= maxBytes) resolve(Buffer.concat(out).toString('utf8'));
      else if (size > maxBytes)
        reject(new HostError('bad-answer', `${command} answers with more than ${maxBytes} bytes`));
      else if (killed !== null)
        reject(new HostError('bad-answer', `${command} did not end within ${timeout / 1000} s`));
      else {
        const why = firstLine(err);
        reject(
          new HostError('bad-answer', `${command} ended with code ${code}${why === '' ? '' : `: ${why}`}`),
        );
      }
    });
  });
