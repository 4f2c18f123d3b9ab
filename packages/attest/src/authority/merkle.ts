import { hash } from 'node:crypto';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Hash of a leaf (RFC 6962, 2.1). */
export const leafHash = (leaf: Uint8Array): Buffer => hash('sha256', Buffer.concat([LEAF, leaf]), 'buffer');

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');

/** An append-only Merkle tree (RFC 6962, 2.1): what a log commits to. */
export type MerkleTree = {
  readonly size: () => number;
  /** Appends a leaf by its hash; gives its index. */
  readonly append: (leaf: Buffer) => number;
  /** Root of the first `size` leaves; SHA-256 of nothing where there are none. */
  readonly root: (size: number) => Buffer;
  /** Audit path of a leaf (2.1.1), from the leaf up. `index` < `size` ≤ the tree's. */
  readonly inclusion: (index: number, size: number) => readonly Buffer[];
  /** Consistency proof between two sizes (2.1.2). 0 < `from` ≤ `to`. */
  readonly consistency: (from: number, to: number) => readonly Buffer[];
  /** Hashes of complete subtrees of 2^`level` leaves. */
  readonly level: (level: number) => readonly Buffer[];
};

/** Largest power of two below `count`; `count` > 1. */
const split = (count: number): number => {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
};

/** Every complete subtree is hashed once, when its last leaf arrives: proofs take logarithmic time. */
export const merkleTree = (): MerkleTree => {
  const levels: Buffer[][] = [[]];
  const size = () => levels[0]?.length ?? 0;

  const subtree = (start: number, count: number): Buffer => {
    const level = Math.log2(count);
    const complete = Number.isInteger(level) ? levels[level]?.[start / count] : undefined;
    if (complete !== undefined) return complete;
    const left = split(count);
    return nodeHash(subtree(start, left), subtree(start + left, count - left));
  };

  const path = (index: number, start: number, count: number): readonly Buffer[] => {
    if (count <= 1) return [];
    const left = split(count);
    return index < left
      ? [...path(index, start, left), subtree(start + left, count - left)]
      : [...path(index - left, start + left, count - left), subtree(start, left)];
  };

  const between = (from: number, start: number, count: number, whole: boolean): readonly Buffer[] => {
    if (from === count) return whole ? [] : [subtree(start, count)];
    const left = split(count);
    return from <= left
      ? [...between(from, start, left, whole), subtree(start + left, count - left)]
      : [...between(from - left, start + left, count - left, false), subtree(start, left)];
  };

  return {
    size,
    append: (leaf) => {
      const index = size();
      let node = leaf;
      for (let level = 0; ; level += 1) {
        const row = (levels[level] ??= []);
        row.push(node);
        const left = row.at(-2);
        if (row.length % 2 === 1 || left === undefined) return index;
        node = nodeHash(left, node);
      }
    },
    root: (count) => (count === 0 ? hash('sha256', '', 'buffer') : subtree(0, count)),
    inclusion: (index, count) => path(index, 0, count),
    consistency: (from, to) => between(from, 0, to, true),
    level: (level) => levels[level] ?? [],
  };
};
