import { sha256 } from '../crypto/digest.ts';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Hash of a leaf (RFC 6962, 2.1). */
export const leafHash = (body: Uint8Array): Buffer => sha256(Buffer.concat([LEAF, body]));

/** Hash of an inner node (RFC 6962, 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([NODE, left, right]));

/**
 * The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), or `undefined` where the proof has not the length that index and
 * size ask for, or hashes of another length. Bounded by the number of hashes, whatever the size says.
 */
export const rootFromProof = (
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  hashes: readonly Uint8Array[],
): Buffer | undefined => {
  if (index < 0n || index >= size) return undefined;
  let node = index;
  let last = size - 1n;
  let root: Buffer = Buffer.from(leaf);
  for (const hash of hashes) {
    if (hash.length !== 32 || last === 0n) return undefined;
    if ((node & 1n) === 1n || node === last) {
      root = nodeHash(hash, root);
      // A node without a right neighbour rises until it has a left one.
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else root = nodeHash(root, hash);
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? root : undefined;
};
