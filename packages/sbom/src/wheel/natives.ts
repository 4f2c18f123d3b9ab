import { type ByteSource, entryReader, type ZipEntry } from '@custody/archive';
import { identify, type NativeObject, type Observation, sniff } from '@custody/native';
import type { InspectedEntry } from '@custody/python';
import { createHeld } from './held.ts';

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

/** What a second look at a large one keeps in memory. */
const WINDOW = 2 * 1024 * 1024;

type Gathering = {
  readonly scan: (entry: ZipEntry, head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;
  readonly onEntry: (inspected: InspectedEntry) => Promise<void>;
  /** In the order of the central directory; to be asked once, when all have gone by. */
  readonly natives: () => readonly NativeFile[];
};

/** What is known of a binary only after every byte of it was looked at. */
export type Evidence = Pick<NativeFile, 'sha512' | 'observations'>;

/** Looks at the bytes of one binary as they come. */
export type EvidenceGathering = {
  readonly push: (chunk: Uint8Array) => void;
  readonly finish: () => Evidence;
};

/**
 * Hooks for `inspectWheel` that identify every binary in the same pass. One buffer is reused for all of them; only where
 * a large one has its tables in its middle is it inflated a second time. `gatherEvidence` looks at every byte of each.
 */
export const gatherNatives = (source: ByteSource, gatherEvidence?: () => EvidenceGathering): Gathering => {
  const found = new Map<number, NativeFile>();
  const held = createHeld();
  let watching: { readonly entry: ZipEntry; readonly finish: () => Evidence } | undefined;

  const scan: Gathering['scan'] = (entry, head) => {
    watching = undefined;
    held.begin();
    if (entry.kind !== 'file' || sniff(head) === undefined) return undefined;
    if (gatherEvidence === undefined) return held.push;
    const { push, finish } = gatherEvidence();
    watching = { entry, finish };
    return (chunk) => {
      push(chunk);
      held.push(chunk);
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
    const again = () => entryReader(source, entry, { cacheLimit: WINDOW });
    const object = await identify(held.seen() === size ? held.reader(again) : again());
    // An MZ or CAFEBABE at the beginning need not be a binary.
    if (object === undefined) return;
    found.set(entry.index, { ...file, object, ...(watching?.entry === entry ? watching.finish() : {}) });
  };

  const natives = (): readonly NativeFile[] => {
    held.end();
    return [...found.entries()].sort(([a], [b]) => a - b).map(([, file]) => file);
  };
  return { scan, onEntry, natives };
};
