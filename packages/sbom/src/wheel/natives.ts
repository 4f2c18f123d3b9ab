import { type ByteSource, entryReader, type ZipEntry } from '@custody/archive';
import { identify, type NativeObject, sniff } from '@custody/native';
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
};

/** Binaries up to this size are looked at while they go by; larger ones are inflated a second time. */
const HELD = 16 * 1024 * 1024;

type Gathering = {
  readonly scan: (entry: ZipEntry, head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;
  readonly onEntry: (inspected: InspectedEntry) => Promise<void>;
  /** In the order of the central directory. */
  readonly natives: () => readonly NativeFile[];
};

const inMemory = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (position: number, length: number): Promise<Uint8Array> =>
    position + length > bytes.length
      ? Promise.reject(new RangeError('outside the binary'))
      : Promise.resolve(bytes.subarray(position, position + length)),
});

/**
 * Hooks for `inspectWheel` that identify every binary in the same pass. One buffer is reused for all of them,
 * so that memory stays bounded by the largest binary that is held.
 */
export const gatherNatives = (source: ByteSource): Gathering => {
  const found = new Map<number, NativeFile>();
  let buffer = new Uint8Array(0);
  let filled = 0;
  let holding: ZipEntry | undefined;

  const scan: Gathering['scan'] = (entry, head) => {
    holding = undefined;
    if (entry.kind !== 'file' || sniff(head) === undefined || entry.size > HELD) return undefined;
    holding = entry;
    filled = 0;
    if (buffer.length < entry.size) buffer = new Uint8Array(entry.size);
    return (chunk) => {
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
    const object = await identify(held ? inMemory(buffer.subarray(0, size)) : entryReader(source, entry));
    // An MZ or CAFEBABE at the beginning need not be a binary.
    if (object !== undefined) found.set(entry.index, { ...file, object });
  };

  const natives = (): readonly NativeFile[] =>
    [...found.entries()].sort(([a], [b]) => a - b).map(([, file]) => file);
  return { scan, onEntry, natives };
};
