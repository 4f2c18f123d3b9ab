import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from './checkpoint.ts';
import { leafHash, nodeHash, rootFromProof } from './merkle.ts';

/** The tree as RFC 6962, 2.1 defines it, and the path as 2.1.1 does: slow, and by recursion. */
const split = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);
const treeHash = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return leafHash(only);
  const k = split(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
};
const path = (index: number, leaves: readonly Buffer[]): readonly Buffer[] => {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...path(index, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
};

describe('inclusion proofs', () => {
  const leaves = Array.from({ length: 70 }, (_, n) => Buffer.from(`leaf ${n}`));
  const cases = fc
    .integer({ min: 1, max: 70 })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

  test('lead to the root that the definition gives, for every leaf of every tree', () => {
    for (let size = 1; size <= 40; size += 1) {
      const tree = leaves.slice(0, size);
      const root = treeHash(tree);
      for (let index = 0; index < size; index += 1) {
        const found = rootFromProof(
          leafHash(leaves[index] ?? Buffer.alloc(0)),
          BigInt(index),
          BigInt(size),
          path(index, tree),
        );
        expect(found?.equals(root)).toBe(true);
      }
    }
  });

  test('lead elsewhere for another index or size, or with a hash more, less or changed', () => {
    fc.assert(
      fc.property(cases, fc.nat(200), fc.nat(200), ([size, index], otherIndex, otherSize) => {
        const tree = leaves.slice(0, size);
        const root = treeHash(tree);
        const hashes = path(index, tree);
        const leaf = leafHash(leaves[index] ?? Buffer.alloc(0));
        const same = (i: number, s: number, list: readonly Buffer[]): boolean =>
          rootFromProof(leaf, BigInt(i), BigInt(s), list)?.equals(root) === true;
        if (otherIndex !== index) expect(same(otherIndex, size, hashes)).toBe(false);
        expect(same(index, size, [...hashes, root])).toBe(false);
        if (hashes.length > 0) expect(same(index, size, hashes.slice(1))).toBe(false);
        if (otherSize <= index) expect(same(index, otherSize, hashes)).toBe(false);
      }),
    );
  });

  test('end at once for sizes that cannot be', () => {
    expect(rootFromProof(Buffer.alloc(32), 0n, 2n ** 63n - 1n, [])).toBe(undefined);
    expect(rootFromProof(Buffer.alloc(32), 5n, 5n, [])).toBe(undefined);
    expect(rootFromProof(Buffer.alloc(32), -1n, 5n, [])).toBe(undefined);
  });
});

describe('checkpoints', () => {
  const root = Buffer.alloc(32, 7).toString('base64');
  const line = `\u2014 log.example ${Buffer.alloc(12, 1).toString('base64')}\n`;

  test('are read with all their signatures, and with lines of extensions', () => {
    const read = readCheckpoint(`log.example\n12\n${root}\nextra\n\n${line}${line}`);
    expect(read).toMatchObject({ origin: 'log.example', size: 12n });
    expect(typeof read === 'string' ? 0 : read.signatures.length).toBe(2);
    expect(typeof read === 'string' ? '' : read.note.toString()).toBe(`log.example\n12\n${root}\nextra\n`);
  });

  test.each([
    ['no signature', `log.example\n12\n${root}\n`],
    ['no origin', `\n12\n${root}\n\n${line}`],
    ['a size with a sign', `log.example\n+12\n${root}\n\n${line}`],
    ['a size with a leading zero', `log.example\n012\n${root}\n\n${line}`],
    ['a root of another length', `log.example\n12\nAAAA\n\n${line}`],
    ['a signature line that is none', `log.example\n12\n${root}\n\n- log.example AAAA\n`],
    ['an end without a line break', `log.example\n12\n${root}\n\n${line.trimEnd()}`],
    ['seventeen signatures', `log.example\n12\n${root}\n\n${line.repeat(17)}`],
  ])('with %s are refused', (_, text) => {
    expect(typeof readCheckpoint(text)).toBe('string');
  });

  test('of any text are read or refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (note, rest) => {
        readCheckpoint(`${note}\n\n${rest}\n`);
      }),
    );
  });
});
