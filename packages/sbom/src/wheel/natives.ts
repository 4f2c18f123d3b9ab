import { createHash } from 'node:crypto';
import { type ByteSource, entryReader, type ZipEntry } from '@custody/archive';
import { createObserver, identify, type NativeObject, type Observation, sniff } from '@custody/native';
import type { InspectedEntry } from '@custody/python';

/** A binary inside a wheel, recognised by its first bytes and never by its name. */
export type NativeFile = {
  readonly path: string;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
  readonly size: number;
  /** Absent where the content could not be read, or is none after all. */
  readonly object?: NativeObject;
  /** Why there is no `object` although the first bytes promise one. */
  readonly unread?: string;
  /** Lower-case hex; only where evidence was asked for. */
  readonly sha512?: string;
  /** Libraries whose own strings are in it, whether it is a copy of them or has them linked in; only where evidence was asked for. */
  readonly observations?: readonly Observation[];
};

/** Binaries up to this size are looked at while they go by; larger ones are inflated a second time. */
const HELD = 16 * 1024 * 1024;

/** What a second look at a large one keeps in memory. */
const WINDOW = 8 * 1024 * 1024;

type Gathering = {
  readonly scan: (entry: ZipEntry, head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;
  readonly onEntry: (inspected: InspectedEntry) => Promise<void>;
  /** In the order of the central directory. */
  readonly natives: () => readonly NativeFile[];
};

type Evidence = Pick<NativeFile, 'sha512' | 'observations'>;

const inMemory = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (position: number, length: number): Promise<Uint8Array> =>
    position + length > bytes.length
      ? Promise.reject(new RangeError('outside the binary'))
      : Promise.resolve(bytes.subarray(position, position + length)),
});

/** What costs a second look at every byte: only for those who make a document of it. */
const gatherEvidence = () => {
  const hash = createHash('sha512');
  const observer = createObserver();
  return {
    push: (chunk: Uint8Array): void => {
      hash.update(chunk);
      observer.push(chunk);
    },
    finish: (): Evidence => ({ sha512: hash.digest('hex'), observations: observer.finish() }),
  };
};

/**
 * Hooks for `inspectWheel` that identify every binary in the same pass. One buffer is reused for all of them,
 * so that memory stays bounded by the largest binary that is held.
 */
export const gatherNatives = (source: ByteSource, evidence = false): Gathering => {
  const found = new Map<number, NativeFile>();
  let buffer = new Uint8Array(0);
  let filled = 0;
  let holding: ZipEntry | undefined;
  let watching: { readonly entry: ZipEntry; readonly finish: () => Evidence } | undefined;

  const scan: Gathering['scan'] = (entry, head) => {
    holding = undefined;
    watching = undefined;
    if (entry.kind !== 'file' || sniff(head) === undefined) return undefined;
    const seen = evidence ? gatherEvidence() : undefined;
    if (seen !== undefined) watching = { entry, finish: seen.finish };
    if (entry.size > HELD) return seen?.push;
    holding = entry;
    filled = 0;
    // Of its full size from the beginning: growing it would leave the smaller ones behind, and untouched pages cost nothing.
    if (buffer.length === 0) buffer = new Uint8Array(HELD);
    return (chunk) => {
      seen?.push(chunk);
      buffer.set(chunk.subarray(0, Math.max(0, buffer.length - filled)), filled);
      filled += chunk.length;
    };
  };

  const onEntry: Gathering['onEntry'] = async ({ entry, head, sha256, size, problems }) => {
    if (entry.kind !== 'file' || sniff(head) === undefined) return;
    const file = { path: entry.name, sha256, size };
    const [problem] = problems;
    if (problem !== undefined) {
      found.set(entry.index, { ...file, unread: problem.message });
      return;
    }
    const held = holding === entry && filled === size;
    const object = await identify(
      held ? inMemory(buffer.subarray(0, size)) : entryReader(source, entry, { cacheLimit: WINDOW }),
    );
    // An MZ or CAFEBABE at the beginning need not be a binary.
    if (object === undefined) return;
    found.set(entry.index, { ...file, object, ...(watching?.entry === entry ? watching.finish() : {}) });
  };

  const natives = (): readonly NativeFile[] =>
    [...found.entries()].sort(([a], [b]) => a - b).map(([, file]) => file);
  return { scan, onEntry, natives };
};
