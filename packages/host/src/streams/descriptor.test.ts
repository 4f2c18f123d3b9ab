import { closeSync, existsSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./testing/describe.ts', import.meta.url));

/** Runs the program with its standard output where the shell puts it; it says on standard error what it saw. */
const sh = (redirection: string) => {
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `"$1" "$2" ${redirection}`, 'sh', process.execPath, program],
    {
      encoding: 'utf8',
    },
  );
  return { stdout, ...(JSON.parse(stderr) as { outcome: string; streams: number; terminal: boolean }) };
};

/** Makes standard output one that does not wait, and becomes the program. */
const UNREADY = 'import os, sys; os.set_blocking(1, False); os.execv(sys.argv[1], sys.argv[1:])';
/** Reads nothing until the pipe is full, and its writer has had the time to find that out; then everything. */
const LATE_READER = [
  'import fcntl, shutil, struct, sys, termios, time',
  'waiting = lambda: struct.unpack("i", fcntl.ioctl(0, termios.FIONREAD, bytes(4)))[0]',
  'while waiting() < 60000: time.sleep(0.01)',
  'time.sleep(0.5)',
  'shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)',
].join('\n');
const python = spawnSync('python3', ['--version']).status === 0;
if (!python) process.stderr.write('a descriptor that is not ready is not tested: it needs python3\n');

describe.skipIf(process.platform === 'win32')('standard output', () => {
  test('that is a pipe gets its text without a stream', () => {
    expect(sh('| cat')).toEqual({ stdout: 'first\nlast\n', outcome: 'written', streams: 0, terminal: false });
  });

  test('that is a file gets its text where others left off', () => {
    const path = join(tmpdir(), `custody-descriptor-${process.pid}`);
    const descriptor = openSync(path, 'w');
    writeSync(descriptor, 'before\n');
    closeSync(descriptor);
    try {
      expect(sh(`>> ${path}`)).toEqual({ stdout: '', outcome: 'written', streams: 0, terminal: false });
      expect(readFileSync(path, 'utf8')).toBe('before\nfirst\nlast\n');
    } finally {
      unlinkSync(path);
    }
  });

  test('that leads nowhere needs none', () => {
    expect(sh('> /dev/null')).toMatchObject({ outcome: 'written', streams: 0, terminal: false });
  });

  test('that is closed is told, and is no terminal', () => {
    expect(sh('| true')).toMatchObject({ streams: 0, terminal: false });
  });

  test.skipIf(!existsSync('/dev/full'))('that is full is told', () => {
    expect(sh('> /dev/full').outcome).toBe('failed');
  });

  test.skipIf(!python)('that is not ready for more gets the rest through the stream, in order', () => {
    const { stdout, stderr } = spawnSync(
      'sh',
      [
        '-c',
        '"$3" -c "$4" "$1" "$2" 1000000 | "$3" -c "$5"',
        'sh',
        process.execPath,
        program,
        'python3',
        UNREADY,
        LATE_READER,
      ],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    expect(JSON.parse(stderr)).toMatchObject({ outcome: 'written', streams: 1 });
    expect(stdout).toBe(`first\n${'x'.repeat(1_000_000)}last\n`);
  });
});
