import { spawnSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { command, custody, startCustody } from '../cli/testing/custody.ts';
import { scratch } from '../cli/testing/scratch.ts';
import { expectOneError, expectPlain, sha256 } from './assert.ts';
import { realSizedWheel } from './wheel.ts';

const dir = scratch();
const DISK_FULL = new URL('preload/disk-full.cjs', import.meta.url);
const SLOW_WRITE = new URL('preload/slow-write.cjs', import.meta.url);
const { name, bytes } = realSizedWheel();

describe('a disk that gets full while embedding', () => {
  test.each([0, 1, 4096, 100_000, bytes.length - 1, bytes.length, bytes.length + 100])(
    'after %i bytes: one error, the wheel as it was, no file left',
    (room) => {
      writeFileSync(dir.at(name), bytes);
      const before = sha256(dir.at(name));
      const env = { DISK_FULL_AFTER: String(room) };
      const ran = custody(['sbom', 'embed', name], { cwd: dir.at(), env, preload: DISK_FULL });
      expectOneError(ran, /no space is left on the device/);
      expect(ran.code).toBe(3);
      expect(sha256(dir.at(name))).toBe(before);
      expect(dir.names()).toEqual([name]);
    },
  );

  test('with room enough the same command embeds', () => {
    writeFileSync(dir.at(name), bytes);
    const env = { DISK_FULL_AFTER: '100000000' };
    const ran = custody(['sbom', 'embed', name], { cwd: dir.at(), env, preload: DISK_FULL });
    expectPlain(ran);
    expect(ran.code).toBe(0);
    expect(statSync(dir.at(name)).size).toBeGreaterThan(bytes.length);
    expect(dir.names()).toEqual([name]);
  });

  test.skipIf(process.platform === 'win32')('a limit of the kernel on file sizes does the same', () => {
    writeFileSync(dir.at(name), bytes);
    const before = sha256(dir.at(name));
    const script = 'ulimit -f 128 && exec "$@"';
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', script, 'sh', process.execPath, ...command(), 'sbom', 'embed', name],
      {
        cwd: dir.at(),
        encoding: 'utf8',
      },
    );
    expect(stderr).toMatch(/^custody: cannot write .*larger than the file system or your limits allow/m);
    expect(status).toBe(3);
    expect(sha256(dir.at(name))).toBe(before);
    expect(dir.names()).toEqual([name]);
  });

  test('a report that cannot be written: one error, nothing left', () => {
    writeFileSync(dir.at(name), bytes);
    const env = { DISK_FULL_AFTER: '10' };
    const ran = custody(['check', '--output', 'report.json', '--format', 'json', name], {
      cwd: dir.at(),
      env,
      preload: DISK_FULL,
    });
    expectOneError(ran, /no space is left on the device/);
    expect(ran.code).toBe(3);
    expect(dir.names()).toEqual([name]);
  });
});

describe('Ctrl-C while embedding', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle of the write: the wheel as it was, no file left',
    async (signal) => {
      writeFileSync(dir.at(name), bytes);
      const before = sha256(dir.at(name));
      const tell = dir.at('tell');
      const { child, ended } = startCustody(['sbom', 'embed', name], {
        cwd: dir.at(),
        env: { TELL: tell },
        preload: SLOW_WRITE,
      });
      for (let i = 0; i < 400 && !existsSync(tell); i += 1) await setTimeout(10);
      expect(dir.names().some((other) => other.startsWith('.custody-'))).toBe(true);
      child.kill(signal);
      const ran = await ended;
      expectPlain(ran);
      expect(ran.code).toBe(signal === 'SIGINT' ? 130 : 143);
      expect(sha256(dir.at(name))).toBe(before);
      expect(dir.names()).toEqual(['tell', name].sort());
    },
  );
});
