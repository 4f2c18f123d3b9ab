import { Buffer } from 'node:buffer';
import { array, assert, asyncProperty, nat, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { createHeld } from './held.ts';

const PART = 32;

const filledWith = (content: Uint8Array, pieces: readonly number[]) => {
  const held = createHeld(PART);
  // What went by before must not be seen again.
  held.begin();
  held.push(Buffer.alloc(5 * PART, 0xff));
  held.begin();
  let at = 0;
  for (const piece of [...pieces, content.length]) {
    held.push(content.subarray(at, at + piece));
    at = Math.min(at + piece, content.length);
  }
  return held;
};

test('gives any range as it went by, from memory or from the rest', async () => {
  await assert(
    asyncProperty(
      uint8Array({ maxLength: 6 * PART }),
      array(nat(3 * PART), { maxLength: 5 }),
      nat(6 * PART),
      nat(6 * PART),
      async (content, pieces, from, wanted) => {
        const held = filledWith(content, pieces);
        expect(held.seen()).toBe(content.length);
        const position = Math.min(from, content.length);
        const length = Math.min(wanted, content.length - position);
        let asked = false;
        const reader = held.reader(() => ({
          size: content.length,
          read: (at, count) => {
            asked = true;
            return Promise.resolve(content.subarray(at, at + count));
          },
        }));
        expect(Buffer.from(await reader.read(position, length))).toEqual(
          Buffer.from(content.subarray(position, position + length)),
        );
        const kept =
          content.length <= 2 * PART || position + length <= PART || position >= content.length - PART;
        expect(asked).toBe(!kept);
      },
    ),
    { numRuns: 500 },
  );
});

test('gives nothing outside', async () => {
  const reader = filledWith(Buffer.alloc(100), []).reader(() => {
    throw new Error('not to be asked');
  });
  for (const [at, length] of [
    [-1, 1],
    [0, 101],
    [100, 1],
    [Number.NaN, 1],
  ] as const)
    await expect(reader.read(at, length)).rejects.toThrow(RangeError);
});
