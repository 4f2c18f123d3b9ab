import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratch } from '../testing/scratch.ts';

const at = scratch();
const program = fileURLToPath(new URL('./testing/write-slowly.ts', import.meta.url));

type End = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly during: number;
};

/** Runs the writer, sends it signals once it writes, and says how it ended. */
const interrupted = (manner: string, signals: readonly NodeJS.Signals[]): Promise<End> =>
  new Promise((resolve, reject) => {
    writeFileSync(at('file'), 'original');
    const child = spawn(process.execPath, [program, manner, at('file')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    let during = 0;
    const send = (index: number): void => {
      const signal = signals[index];
      if (signal === undefined) return;
      child.kill(signal);
      setTimeout(send, 200, index + 1);
    };
    child.stdout.on('data', (data: Buffer) => {
      const first = stdout === '';
      stdout += data.toString();
      if (!first) return;
      during = readdirSync(at()).length;
      send(0);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, during }));
  });

describe.skipIf(process.platform === 'win32')('a process that is told to end while it writes', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s stops tidily', async (signal, code) => {
    expect(await interrupted('listening', [signal])).toEqual({
      code,
      signal: null,
      stdout: 'writing\naborted\n',
      during: 2,
    });
    expect(readdirSync(at())).toEqual(['file']);
    expect(readFileSync(at('file'), 'utf8')).toBe('original');
  });

  test('ends at once at the second Ctrl-C', async () => {
    expect(await interrupted('deaf', ['SIGINT', 'SIGINT'])).toMatchObject({
      code: 130,
      stdout: 'writing\n',
      during: 2,
    });
    expect(readdirSync(at())).toEqual(['file']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s without a listener still removes its temporary file and dies of it',
    async (signal) => {
      expect(await interrupted('cleanup-only', [signal])).toMatchObject({ signal, during: 2 });
      expect(readdirSync(at())).toEqual(['file']);
    },
  );

  test('by its own exit removes its temporary file', async () => {
    expect(await interrupted('exit', [])).toMatchObject({ code: 9, during: 2 });
    expect(readdirSync(at())).toEqual(['file']);
    expect(readFileSync(at('file'), 'utf8')).toBe('original');
  });
});
