import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json/types.ts';
import { forgetDigests, uniqueItems } from './unique-items.ts';

const stock = new Ajv().compile({ type: 'array', uniqueItems: true });

describe('unique items', () => {
  test('are told from others exactly as by the stock keyword', () => {
    // Few different leaves, so that equal elements are common.
    const leaf = fc.constantFrom<Json>(0, -0, 1, '1', '', true, null, 'a', '__proto__');
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'hasOwnProperty'), tie('tree'), { maxKeys: 3 }),
      ),
    }));
    let repeated = 0;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), fc.boolean(), (items, copy) => {
        // As documents are: made by a parser, members in any order.
        const list = JSON.parse(
          JSON.stringify(copy ? [...items, ...items.slice(0, 1).map(reversed)] : items),
        ) as Json[];
        forgetDigests();
        const unique = uniqueItems(list);
        if (!unique) repeated += 1;
        expect(unique).toBe(stock(list));
      }),
      { numRuns: 5000 },
    );
    expect(repeated).toBeGreaterThan(500);
  });

  test('are judged in linear time even where they are all alike on the surface', () => {
    const items = Array.from({ length: 30_000 }, (_, index) => ({ name: 'x', deep: { list: [index] } }));
    const start = performance.now();
    forgetDigests();
    expect(uniqueItems(items)).toBe(true);
    expect(uniqueItems([...items, { deep: { list: [7] }, name: 'x' }])).toBe(false);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('are judged anew after a value has changed', () => {
    const items = [{ a: { b: 1 } }, { a: { b: 2 } }];
    forgetDigests();
    expect(uniqueItems(items)).toBe(true);
    Object.assign(items[1]?.a ?? {}, { b: 1 });
    forgetDigests();
    expect(uniqueItems(items)).toBe(false);
  });
});

const reversed = (value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toReversed())
    : value;
