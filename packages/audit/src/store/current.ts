import { join } from 'node:path';
import { Buffer } from 'node:buffer';
import { HostError, readWhole, shown } from '@custody/host';
import { isMembers } from '../osv/fields.ts';
import { StoreError } from './error.ts';

/** What a directory's `current` file says: which store is in use, since when, and where it came from. */
export type Current = {
  readonly digest: string;
  /** When the sources were last read, RFC 3339. */
  readonly synced: string;
  /** The store before it: kept until the next switch. */
  readonly previous?: string;
};

const FORMAT = 'custody-advisories/1';
const MAX = 64 * 1024;

export const currentPath = (directory: string): string => join(directory, 'current');
export const objectPath = (directory: string, digest: string): string =>
  join(directory, 'objects', `${digest}.store`);

const isDigest = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** The text of a `current` file. */
export const writeCurrent = ({ digest, synced, previous }: Current): string =>
  `${JSON.stringify({ format: FORMAT, digest, synced, ...(previous === undefined ? {} : { previous }) }, undefined, 2)}\n`;

const parseCurrent = (text: string): Current | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isMembers(value) || value['format'] !== FORMAT) return undefined;
    const { digest, synced, previous } = value;
    // The digest becomes a path: nothing but hexadecimal digits.
    if (!isDigest(digest) || typeof synced !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{8,13}Z$/.test(synced))
      return undefined;
    return { digest, synced, ...(isDigest(previous) ? { previous } : {}) };
  } catch {
    return undefined;
  }
};

/** What is in use in a directory; undefined where nothing is yet. Throws StoreError `damaged`. */
export const readCurrent = (directory: string): Current | undefined => {
  const path = currentPath(directory);
  let bytes: Uint8Array;
  try {
    bytes = readWhole(path, MAX);
  } catch (error) {
    if (error instanceof HostError && error.code === 'not-found') return undefined;
    throw error;
  }
  const current = parseCurrent(Buffer.from(bytes).toString('utf8'));
  if (current === undefined)
    throw new StoreError(
      'damaged',
      `${shown(path)} does not say which advisory store is in use; run custody db sync`,
      { path },
    );
  return current;
};

/** The store in use in a directory, with its path. Throws StoreError `no-store` or `damaged`. */
export const currentOf = (directory: string): Current & { readonly path: string } => {
  const current = readCurrent(directory);
  if (current === undefined)
    throw new StoreError(
      'no-store',
      `there is no advisory store in ${shown(directory)}; run custody db sync`,
      { path: directory },
    );
  return { ...current, path: objectPath(directory, current.digest) };
};
