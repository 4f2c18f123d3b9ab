import { AuthorityError } from './error.ts';
import { leafHash, type MerkleTree, merkleTree } from './merkle.ts';

/** Where a log's leaves live. Appending returns when they would survive a loss of power. */
export type LeafStore = {
  /** Leaves in order, and what was committed to last. */
  readonly load: () => { readonly leaves: readonly StoredLeaf[]; readonly head: StoredHead | undefined };
  readonly append: (leaf: StoredLeaf) => void;
  readonly commit: (head: StoredHead) => void;
};

/** `time` is in seconds since 1970 (Rekor) or milliseconds (certificate transparency). */
export type StoredLeaf = { readonly time: number; readonly leaf: Buffer };

export type StoredHead = { readonly size: number; readonly root: Buffer };

/** Leaves that are gone when the process ends: for tests and rehearsals. */
export const memoryStore = (): LeafStore => {
  const leaves: StoredLeaf[] = [];
  let head: StoredHead | undefined;
  return {
    load: () => ({ leaves: [...leaves], head }),
    append: (leaf) => void leaves.push(leaf),
    commit: (next) => {
      head = next;
    },
  };
};

/** A transparency log: leaves that only grow, and the tree over them. */
export type TransparencyLog = {
  readonly tree: MerkleTree;
  readonly leaf: (index: number) => StoredLeaf | undefined;
  /** Index of a leaf that is there already. */
  readonly find: (leaf: Buffer) => number | undefined;
  readonly findHash: (hash: string) => number | undefined;
  readonly append: (leaf: StoredLeaf) => number;
};

/** Opens a log over its store. Throws AuthorityError `log-changed` where the leaves are not those that were committed to. */
export const openLog = (store: LeafStore): TransparencyLog => {
  const { leaves, head } = store.load();
  const kept: StoredLeaf[] = [];
  const byHash = new Map<string, number>();
  const tree = merkleTree();
  const add = (stored: StoredLeaf): number => {
    const hashed = leafHash(stored.leaf);
    const index = tree.append(hashed);
    kept.push(stored);
    byHash.set(hashed.toString('hex'), index);
    return index;
  };
  leaves.forEach(add);
  if (head !== undefined && (head.size > tree.size() || !tree.root(head.size).equals(head.root)))
    throw new AuthorityError(
      'log-changed',
      `the log has ${tree.size()} entries that are not the ${head.size} it had committed to`,
    );
  return {
    tree,
    leaf: (index) => kept[index],
    find: (leaf) => byHash.get(leafHash(leaf).toString('hex')),
    findHash: (hash) => byHash.get(hash),
    append: (stored) => {
      store.append(stored);
      const index = add(stored);
      store.commit({ size: tree.size(), root: tree.root(tree.size()) });
      return index;
    },
  };
};
