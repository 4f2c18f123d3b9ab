import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafHash, merkleTree } from './merkle.ts';

const node = (left: Uint8Array, right: Uint8Array) =>
  hash('sha256', Buffer.concat([Buffer.from([1]), left, right]), 'buffer');

/** RFC 6962, 2.1, word for word. */
const naive = (leaves: readonly Buffer[]): Buffer => {
  const [first] = leaves;
  if (first === undefined) return hash('sha256', '', 'buffer');
  if (leaves.length === 1) return leafHash(first);
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return node(naive(leaves.slice(0, k)), naive(leaves.slice(k)));
};

/** RFC 9162, 2.1.3.2. */
const included = (index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer | undefined => {
  let [fn, sn, root] = [index, size - 1, leaf];
  for (const each of path) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      root = node(each, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else root = node(root, each);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 ? root : undefined;
};

/** RFC 9162, 2.1.4.2. */
const consistent = (
  first: number,
  second: number,
  old: Buffer,
  proof: readonly Buffer[],
): readonly Buffer[] | undefined => {
  if (first === second) return proof.length === 0 ? [old, old] : undefined;
  const path = Number.isInteger(Math.log2(first)) ? [old, ...proof] : [...proof];
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  const [seed, ...rest] = path;
  if (seed === undefined) return undefined;
  let [fr, sr] = [seed, seed];
  for (const each of rest) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      fr = node(each, fr);
      sr = node(each, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = node(sr, each);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 ? [fr, sr] : undefined;
};

const leaves = Array.from({ length: 70 }, (_, index) => Buffer.from(`leaf ${index}`));
const tree = merkleTree();
for (const leaf of leaves) tree.append(leafHash(leaf));

describe('the tree', () => {
  test('has the roots of RFC 6962 at every size', () => {
    for (let size = 0; size <= leaves.length; size += 1)
      expect(tree.root(size)).toEqual(naive(leaves.slice(0, size)));
  });

  test('proves that a leaf is in it', () => {
    fc.assert(
      fc.property(fc.nat(69), fc.nat(69), (a, b) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const root = included(
          index,
          size,
          leafHash(leaves[index] ?? Buffer.alloc(0)),
          tree.inclusion(index, size),
        );
        expect(root).toEqual(tree.root(size));
      }),
    );
  });

  test('proves that it only grew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(consistent(from, to, tree.root(from), tree.consistency(from, to))).toEqual([
          tree.root(from),
          tree.root(to),
        ]);
      }),
    );
  });
});
