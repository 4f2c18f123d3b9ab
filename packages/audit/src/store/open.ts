import { lookAt } from '@custody/host';
import { normalizePackage } from '../osv/normalize.ts';
import type { AdvisoryStore, StoredAdvisory, StoreStatus } from '../types.ts';
import { currentOf } from './current.ts';
import { keyOf } from './key.ts';
import type { Span } from './layout.ts';
import { openReader, type StoreReader } from './reader.ts';
import type { Block, PackedStatus, Page } from './shapes.ts';
import { unpackBlock } from './unpack.ts';

/** Last place in a flat page whose key is not behind `key`; below 0 where all are. */
const placeOf = (page: Page, key: string): number => {
  let low = 0;
  let high = page.length / 4 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (String(page[middle * 4]) <= key) low = middle + 1;
    else high = middle - 1;
  }
  return high * 4;
};

const spanAt = (page: Page, place: number): Span => [
  Number(page[place + 1]),
  Number(page[place + 2]),
  Number(page[place + 3]),
];

/** Finds blocks by key: the root is read once, a page when a name could be in it. */
const blockFinder = (reader: StoreReader): ((key: string) => Block | undefined) => {
  let root: Page | undefined;
  const pages = new Map<number, Page>();
  return (key) => {
    root ??= reader.json(reader.header.root) as Page;
    const at = placeOf(root, key);
    if (at < 0) return undefined;
    const page = pages.get(at) ?? (reader.json(spanAt(root, at)) as Page);
    pages.set(at, page);
    const place = placeOf(page, key);
    return place >= 0 && page[place] === key ? (reader.json(spanAt(page, place)) as Block) : undefined;
  };
};

const statusOf = (reader: StoreReader, synced: string | undefined): StoreStatus => {
  const { counts, newest, sources } = reader.json(reader.header.status) as PackedStatus;
  return { digest: reader.header.digest, counts, newest, synced: synced ?? newest, sources };
};

/**
 * Opens an advisory store for reading: a directory with a `current` store, or one store's file (of which it is not known when it
 * was synced: no earlier than its newest record, so that moment is given). A run reads the header, the root, and what it asks for;
 * everything read is checked against its checksum. Throws StoreError; HostError where the system does not let it be read.
 */
export const openStore = (path: string): AdvisoryStore => {
  const current = isDirectory(path) ? currentOf(path) : undefined;
  const reader = openReader(current?.path ?? path);
  try {
    const status = statusOf(reader, current?.synced);
    const blockOf = blockFinder(reader);
    const find = (ecosystem: string, name: string): readonly StoredAdvisory[] => {
      const key = keyOf(ecosystem, normalizePackage(ecosystem, name) ?? name);
      const block = blockOf(key);
      return block === undefined ? [] : unpackBlock(block, key, reader.json);
    };
    return { status, find, close: reader.close };
  } catch (error) {
    reader.close();
    throw error;
  }
};

/** A path that is not there is reported by what opens it. */
const isDirectory = (path: string): boolean => {
  try {
    return lookAt(path).kind === 'directory';
  } catch {
    return false;
  }
};
