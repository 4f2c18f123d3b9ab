import { expect, test } from 'vitest';
import { readInput } from './input.ts';

const pieces = async function* (...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
};

test('all pieces of standard input come together in order', async () => {
  expect(Buffer.from(await readInput(pieces('a', '', 'bc'), 3)).toString()).toBe('abc');
  expect(await readInput(pieces(), 3)).toHaveLength(0);
});

test('more than allowed is refused before it is all read', async () => {
  let given = 0;
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield await Promise.resolve(new Uint8Array(10));
    }
  };
  await expect(readInput(endless(), 25)).rejects.toMatchObject({ code: 'too-large' });
  expect(given).toBe(3);
});

test('a stream that fails is told', async () => {
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield* pieces('a');
    throw new Error('gone');
  };
  await expect(readInput(broken(), 9)).rejects.toMatchObject({ name: 'HostError', code: 'unreadable' });
});
