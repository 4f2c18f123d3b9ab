import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createOutput } from './output.ts';

const program = fileURLToPath(new URL('./testing/print.ts', import.meta.url));
const sh = (command: string): { readonly stdout: string; readonly stderr: string } =>
  spawnSync('sh', ['-c', command, 'sh', process.execPath, program], { encoding: 'utf8', maxBuffer: 1 << 26 });

describe.skipIf(process.platform === 'win32')('a program that prints much and exits', () => {
  test('has printed all of it', () => {
    const { stdout, stderr } = sh('"$1" "$2" 10000000 | cat');
    expect(stdout.length).toBe(10_000_000);
    expect(stderr).toBe('{"kind":"written"}');
  });

  test('is not disturbed by a reader that goes away', () => {
    const { stdout, stderr } = sh('"$1" "$2" 10000000 | head -c 100');
    expect(stdout).toHaveLength(100);
    expect(stderr).toBe('{"kind":"closed"}');
  });

  test.skipIf(!existsSync('/dev/full'))('knows that the disk was full', () => {
    expect(JSON.parse(sh('"$1" "$2" 10000 > /dev/full').stderr)).toEqual({
      kind: 'failed',
      reason: 'cannot write the output: no space is left on the device',
    });
  });
});

test('pieces arrive in order, and none after a failure', async () => {
  const pieces: string[] = [];
  const output = createOutput({
    on: () => {},
    write: (bytes, done) => {
      pieces.push(Buffer.from(bytes).toString());
      setImmediate(done, pieces.length === 3 ? Object.assign(new Error('gone'), { code: 'EPIPE' }) : null);
    },
  });
  for (const text of ['a', 'b', 'c', 'd', 'e']) output.write(text);
  expect(await output.finish()).toEqual({ kind: 'closed' });
  expect(pieces).toEqual(['a', 'b', 'c']);
});
