import process from 'node:process';
import { expect, test } from 'vitest';
import { runProgram } from './run.ts';

const node = (script: string, options = {}): Promise<string> =>
  runProgram(process.execPath, ['-e', script], options);

test('a program answers with its standard output', async () => {
  expect(await node('process.stdout.write("a; b $(c)")')).toBe('a; b $(c)');
});

test('arguments reach it as they are: there is no shell', async () => {
  const answer = await runProgram(process.execPath, [
    '-e',
    'console.log(process.argv[1])',
    '--',
    '$HOME; ls',
  ]);
  expect(answer).toBe('$HOME; ls\n');
});

test('another code than 0 is an error that says what the program said', async () => {
  await expect(node('console.error("no such thing"); process.exit(3)')).rejects.toMatchObject({
    code: 'bad-answer',
    message: expect.stringContaining('ended with code 3: no such thing'),
  });
});

test('a program that is not installed is said to be so', async () => {
  await expect(runProgram('custody-no-such-program', [])).rejects.toMatchObject({ code: 'not-found' });
});

test('one that writes without end, or never ends, is ended', async () => {
  await expect(
    node('setInterval(() => process.stdout.write("x".repeat(65536)), 0)', { maxBytes: 100_000 }),
  ).rejects.toMatchObject({ code: 'bad-answer', message: expect.stringContaining('more than 100000 bytes') });
  await expect(node('setInterval(() => {}, 1000)', { timeout: 300 })).rejects.toMatchObject({
    message: expect.stringContaining('did not end within 0.3 s'),
  });
});

test('tokens of our environment are not handed on', async () => {
  process.env['CUSTODY_TEST_TOKEN'] = 'secret';
  try {
    expect(await node('process.stdout.write(String(process.env.CUSTODY_TEST_TOKEN))')).toBe('undefined');
  } finally {
    delete process.env['CUSTODY_TEST_TOKEN'];
  }
});
