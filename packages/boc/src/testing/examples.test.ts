import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);
const examples = new URL('../../examples/', import.meta.url);
const names = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const printed = async (name: string, workers: number): Promise<string> => {
  const main = fileURLToPath(new URL(`${name}/main.ts`, examples));
  const { stdout, stderr } = await run(process.execPath, ['--conditions=development', main, `${workers}`], {
    timeout: 50_000,
  });
  return stdout + stderr;
};

describe('the examples', () => {
  test.each(names)('%s prints the same on the main thread and on two workers', async (name) => {
    const expected = readFileSync(new URL(`${name}/output.txt`, examples), 'utf8');
    const [inline, threads] = await Promise.all([printed(name, 0), printed(name, 2)]);
    expect(inline).toBe(expected);
    expect(threads).toBe(expected);
  });

  test('are all in their README', () => {
    const readme = readFileSync(new URL('README.md', examples), 'utf8');
    expect(new Set([...readme.matchAll(/\]\((.*?)\/main\.ts\)/g)].map((match) => match[1]))).toEqual(
      new Set(names),
    );
  });
});
