import { mkdirSync, writeFileSync } from 'node:fs';
import { projectWheel } from '@custody/testkit';
import { beforeEach, expect, test } from 'vitest';
import { custody, STACK_TRACE, startCustody } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const { name, bytes } = projectWheel();
const MISBEHAVING = new URL('../bad-input/preload/examine.cjs', import.meta.url);
/** The largest goes to a worker. */
const VICTIM = 'victim/readme.cdx.json';

beforeEach(() => {
  for (const folder of ['a', 'b', 'victim']) {
    mkdirSync(dir.at(folder));
    writeFileSync(dir.at(folder, name), bytes);
  }
  writeFileSync(dir.at(VICTIM), ' '.repeat(bytes.length * 2));
});

const ARGS = ['check', '--jobs', '2', '.'];

test('a worker that dies leaves its artifact unknown, and the others are examined', () => {
  const env = { EXAMINE_VICTIM: VICTIM, EXAMINE_HOW: 'exit' };
  const { code, out, err } = custody(ARGS, { cwd: dir.at(), env, preload: MISBEHAVING });
  expect(out).toMatch(/victim\/readme\.cdx\.json/);
  expect(out.replace(/\s+/g, ' ')).toMatch(/examining it failed: .*worker 1 ended with code 3/);
  expect(out).toMatch(/judged on 4 files/);
  expect(err).not.toMatch(STACK_TRACE);
  expect(code).toBe(3);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run whose worker hangs', async (signal) => {
  const env = { EXAMINE_VICTIM: VICTIM, EXAMINE_HOW: 'hang' };
  const { child, ended } = startCustody(ARGS, { cwd: dir.at(), env, preload: MISBEHAVING });
  child.stderr?.on('data', (text: string) => {
    if (text.includes('hanging')) child.kill(signal);
  });
  const { code, err } = await ended;
  expect(err).not.toMatch(STACK_TRACE);
  expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
});

test('--fail-fast is told apart from a run that was whole', () => {
  writeFileSync(dir.at('a', 'broken-1.0-py3-none-any.whl'), Buffer.alloc(bytes.length * 4));
  const { code, out } = custody(['check', '--jobs', '1', '--fail-fast', 'a', 'b'], { cwd: dir.at() });
  expect(out).toMatch(/not examined:\s+2 artifacts \(--fail-fast\)/);
  expect(code).toBe(1);
});
