import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { flawsOf } from './flaw.ts';
import { expandRuns, versionTable } from './versions.ts';

test('joins what is only joined by a third, in whatever order it comes', () => {
  const records = [
    { id: 'A', aliases: ['D'] },
    { id: 'B', aliases: ['C'] },
    { id: 'C', aliases: ['D'] },
    { id: 'E', aliases: [] },
  ];
  for (const order of [records, records.toReversed()]) {
    const flaws = flawsOf(order);
    for (const id of ['A', 'B', 'C', 'D']) expect(flaws.get(id)).toEqual(['A', 'B', 'C', 'D']);
    expect(flaws.get('E')).toEqual(['E']);
  }
});

test('is the smallest relation that is symmetric and transitive', () => {
  const id = fc.constantFrom(...'ABCDEFGHIJKL'.split(''));
  fc.assert(
    fc.property(
      fc.array(fc.record({ id, aliases: fc.array(id, { maxLength: 2 }) }), { maxLength: 12 }),
      (records) => {
        const flaws = flawsOf(records);
        // The closure, by spreading along edges until nothing changes.
        for (const { id: start } of records) {
          const reached = new Set([start]);
          for (let size = 0; size !== reached.size; ) {
            size = reached.size;
            for (const { id: from, aliases } of records)
              for (const alias of aliases)
                if (reached.has(from) || reached.has(alias)) reached.add(from).add(alias);
          }
          expect(flaws.get(start)).toEqual([...reached].sort());
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a chain of a hundred thousand is no trouble', () => {
  const records = Array.from({ length: 100_000 }, (_, n) => ({ id: `${n}`, aliases: [`${n + 1}`] }));
  expect(flawsOf(records).get('50000')).toHaveLength(100_001);
});

test('lists of versions come back as they were written', () => {
  const list = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(list, { maxLength: 5 }), (lists) => {
      const table = versionTable(lists);
      for (const each of lists) expect(expandRuns(table.versions, table.runsOf(each))).toEqual(each);
    }),
    { numRuns: 500 },
  );
});
