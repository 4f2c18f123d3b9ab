import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBudget } from './budget.ts';
import { createTaker } from './taker.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('createTaker', () => {
  test('gives the same for any content however it is cut into chunks', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 6 });
    fc.assert(
      fc.property(chunks, fc.constantFrom(0, 0, 1, 70), (parts, missing) => {
        const whole = Buffer.concat(parts);
        const seen: Uint8Array[] = [];
        let head: Uint8Array | undefined;
        const scan = (first: Uint8Array) => {
          head = first;
          return (chunk: Uint8Array) => void seen.push(Buffer.from(chunk));
        };
        const size = whole.length + missing;
        const taker = createTaker({ size, algorithms: new Set(['sha512']), keep: true, scan });
        for (const part of parts) {
          const chunk = Buffer.from(part);
          taker.take(chunk);
          // Chunks die with the call.
          chunk.fill(0xa5);
        }
        const taken = taker.finish();
        expect(taken.sha256).toBe(sha256(whole));
        expect(taken.others.get('sha512')).toBe(createHash('sha512').update(whole).digest('hex'));
        expect([taken.size, taken.head, taken.content]).toEqual([whole.length, whole.subarray(0, 64), whole]);
        expect([Buffer.concat(seen), head]).toEqual([whole, taken.head]);
      }),
    );
  });

  test('refuses more than was declared rather than give a wrong hash', () => {
    const taker = createTaker({ size: 1, algorithms: new Set(), keep: false, scan: undefined });
    taker.take(Buffer.from('a'));
    expect(() => taker.take(Buffer.from('b'))).toThrow(RangeError);
  });

  test('leaves out a digest that cannot be computed', () => {
    const taker = createTaker({ size: 0, algorithms: new Set(['no-such']), keep: false, scan: undefined });
    expect(taker.finish()).toMatchObject({ others: new Map(), content: undefined });
  });
});

describe('createBudget', () => {
  test('admits nothing over the limit of one or of all', () => {
    const { admit } = createBudget(10, 25);
    expect([11, 10, 10, 6, 5, 1, 0].map(admit)).toEqual([false, true, true, false, true, false, true]);
  });
});
