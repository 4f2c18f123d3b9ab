import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { ensureDirectory, HostError, systemFiles, writeAtomically, writeNew } from '@custody/host';
import type { CompiledStore } from './compile.ts';
import { type Current, currentPath, objectPath, readCurrent, writeCurrent } from './current.ts';
import { StoreError } from './error.ts';
import { verifyStore } from './verify.ts';

export type InstallOptions = {
  /** Milliseconds since 1970: when the sources were read. */
  readonly synced: number;
  /** Digest of the store that the new one was made from, or that was in use when making it began. */
  readonly base: string | undefined;
  readonly signal?: AbortSignal;
};

/** What another run may be about to switch to is left alone for this long. */
const RECENT = 60 * 60 * 1000;
const MOST_OBJECTS = 10_000;

const writeObject = async (
  path: string,
  { pieces, digest }: CompiledStore,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const options = signal === undefined ? {} : { signal };
  const produce = (sink: { readonly write: (bytes: Uint8Array) => void }): void => {
    for (const piece of pieces) sink.write(piece);
  };
  try {
    await writeNew(path, produce, options);
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'exists') throw error;
    // The same advisories were compiled before; what is there is used if it is sound.
    try {
      verifyStore(path, digest);
      return;
    } catch (damage) {
      if (!(damage instanceof StoreError)) throw damage;
      await writeAtomically(path, produce, options);
    }
  }
  verifyStore(path, digest);
};

/** A broken `current` does not stand in the way of a new one. */
const inUse = (directory: string): Current | undefined => {
  try {
    return readCurrent(directory);
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
};

/** Removes stores that are neither in use nor were before, as far as the system lets us: none of this may spoil a sync. */
const prune = (directory: string, kept: Current, now: number): void => {
  try {
    const objects = join(directory, 'objects');
    for (const name of systemFiles.names(objects, MOST_OBJECTS)) {
      const digest = /^([0-9a-f]{64})\.store$/.exec(name)?.[1];
      if (digest === undefined || digest === kept.digest || digest === kept.previous) continue;
      const path = join(objects, name);
      if (now - Number(systemFiles.stat(path).mtimeMs) > RECENT) systemFiles.unlink(path);
    }
  } catch {
    // Left for the next sync.
  }
};

/**
 * Puts a compiled store into a directory and makes it the one in use: written under its digest, read back and verified, then
 * `current` is replaced in one step. The store before stays. Throws StoreError `changed` where another run has switched since
 * `base`; HostError where the system does not let it be written. Whatever is thrown, the store in use is the one before.
 */
export const installStore = async (
  directory: string,
  compiled: CompiledStore,
  { synced, base, signal }: InstallOptions,
): Promise<Current> => {
  ensureDirectory(join(directory, 'objects'));
  await writeObject(objectPath(directory, compiled.digest), compiled, signal);
  const before = inUse(directory);
  const previous = before?.digest === compiled.digest ? before.previous : before?.digest;
  const current: Current = {
    digest: compiled.digest,
    synced: `${new Date(synced).toISOString().slice(0, 19)}Z`,
    ...(previous === undefined ? {} : { previous }),
  };
  await writeAtomically(currentPath(directory), (sink) => sink.write(Buffer.from(writeCurrent(current))), {
    ...(signal === undefined ? {} : { signal }),
    beforeCommit: () => {
      if (inUse(directory)?.digest !== base)
        throw new StoreError(
          'changed',
          'another sync or import of this advisory store finished meanwhile; run again',
          { path: directory },
        );
    },
  });
  prune(directory, current, synced);
  return current;
};

/** The digest to hand to `installStore` as `base`: of the store in use now; undefined where there is none, or a broken pointer. */
export const baseOf = (directory: string): string | undefined => inUse(directory)?.digest;
