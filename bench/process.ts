import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import { timed } from './measure.ts';

const ENVIRONMENT = { PATH: process.env['PATH'] ?? '', SOURCE_DATE_EPOCH: '1767225600' };

/** Milliseconds from starting a program to its end; throws where it fails. */
export const processTime = (
  program: string,
  args: readonly string[],
  allowed: readonly number[] = [0],
): Promise<number> =>
  timed(async () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: ENVIRONMENT });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
    child.on('error', reject).on('close', (code) => {
      if (code !== null && allowed.includes(code)) resolve();
      else reject(new Error(`${program} ended with ${code}: ${said.slice(0, 500)}`));
    });
    await promise;
  });

/** MB of memory that a run of Node had at most, as the process itself says at its end. */
export const peakMemory = (preload: string, args: readonly string[]): number => {
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, ...args], {
    encoding: 'utf8',
    env: ENVIRONMENT,
  });
  const kilobytes = /max rss (\d+) kB/.exec(stderr)?.[1];
  if (status !== 0 || kilobytes === undefined)
    throw new Error(`the run ended with ${status}: ${stderr.slice(0, 500)}`);
  return (Number(kilobytes) * 1024) / 1e6;
};

/** Whether a program is on this machine. */
export const isThere = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
