import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUMP, HEAP, LIMIT, REFILL } from '../memory/layout.ts';
import { realPort } from '../memory/port.ts';
import { allocate, free } from './allocate.ts';
import { CLASSES, classFor, classWords } from './classes.ts';

const memory = (words: number): ReturnType<typeof realPort> => {
  const port = realPort(new Int32Array(new SharedArrayBuffer((HEAP + words) * 4)), 1);
  port.set(BUMP, HEAP);
  port.set(LIMIT, HEAP + words);
  port.set(REFILL, 8);
  return port;
};

test('the class for a size is the smallest that holds it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 27 }), (words) => {
      const size = classFor(words);
      expect(size).toBeLessThan(CLASSES);
      expect(classWords(size)).toBeGreaterThanOrEqual(words);
      if (size > 0) expect(classWords(size - 1)).toBeLessThan(words);
    }),
  );
});

test('blocks never overlap, and what is freed is used again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ size: fc.nat(18), thread: fc.nat(3), give: fc.boolean() }), { maxLength: 120 }),
      (steps) => {
        const port = memory(1 << 18);
        const held: { block: number; size: number }[] = [];
        for (const { size, thread, give } of steps) {
          const back = give ? held.shift() : undefined;
          if (back !== undefined) free(port, thread, back.block, back.size);
          const block = allocate(port, thread, size);
          if (block !== 0) held.push({ block, size });
        }
        const inOrder = held.toSorted((a, b) => a.block - b.block);
        for (const [index, { block, size }] of inOrder.entries()) {
          expect(block).toBeGreaterThanOrEqual(HEAP);
          const next = inOrder[index + 1];
          if (next !== undefined) expect(block + classWords(size)).toBeLessThanOrEqual(next.block);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('memory freed on one thread comes back to another', () => {
  const port = memory(16 * 64);
  for (let round = 0; round < 200; round += 1) {
    const blocks = Array.from({ length: 16 }, () => allocate(port, 1, 0));
    expect(blocks).not.toContain(0);
    for (const block of blocks) free(port, 2, block, 0);
  }
});

test('memory that is used up is told as 0', () => {
  const port = memory(64);
  expect([1, 2, 3, 4, 5].map(() => allocate(port, 0, 0)).filter((block) => block === 0)).toHaveLength(1);
  expect(allocate(port, 0, 40)).toBe(0);
});
