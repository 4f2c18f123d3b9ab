import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { outputsOf } from './programs.ts';

const examples = new URL('../../examples/', import.meta.url);
const names = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const mainOf = (name: string): string => new URL(`${name}/main.ts`, examples).href;

describe('the examples', () => {
  let inline: ReadonlyMap<string, string>;
  let threads: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const mains = names.map(mainOf);
    [inline, threads] = await Promise.all([outputsOf(mains, 0), outputsOf(mains, 2)]);
  });

  test.each(names)('%s prints the same on the main thread and on two workers', (name) => {
    const expected = readFileSync(new URL(`${name}/output.txt`, examples), 'utf8');
    expect(inline.get(mainOf(name))).toBe(expected);
    expect(threads.get(mainOf(name))).toBe(expected);
  });

  test('run without a warning', () => {
    expect([inline.get('stderr'), threads.get('stderr')]).toEqual([undefined, undefined]);
  });

  test('are all in their README', () => {
    const readme = readFileSync(new URL('README.md', examples), 'utf8');
    const linked = [...readme.matchAll(/\]\((.*?)\/main\.ts\)/g)].map((match) => match[1]);
    expect(new Set(linked)).toEqual(new Set(names));
  });
});
