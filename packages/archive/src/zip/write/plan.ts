import { Buffer } from 'node:buffer';
import type { ZipEntry } from '../../types.ts';
import type { ZipReading } from '../read.ts';
import type { NewContent, ZipEdit } from './edit.ts';
import { EMPTY_END, encodeEnd } from './end.ts';
import { encodeEntry } from './entry.ts';
import { moveRecord } from './offset.ts';
import { resolveEdits } from './resolve.ts';
import { refuseUnsound } from './sound.ts';

/** A piece of the new archive: a range of the old one, or new bytes. */
export type RewriteSegment =
  | { readonly kind: 'copy'; readonly offset: number; readonly length: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export type RewritePlan = {
  /** In the order of the new archive, without gaps. Neighbouring ranges of the old one are one. */
  readonly segments: readonly RewriteSegment[];
  /** Of the new archive, in bytes. */
  readonly size: number;
  /** So many bytes from 0 are the same as in the old archive: copy that file, cut it off there, append the rest. */
  readonly unchangedPrefix: number;
};

/** Where each entry's bytes end: at the next local header, or at the directory. In a sound archive nothing lies between. */
const rangeEnds = (reading: ZipReading): ReadonlyMap<ZipEntry, number> => {
  const ends = new Map<ZipEntry, number>();
  let end = reading.centralDirectory.offset;
  for (const entry of inFileOrder(reading.entries).toReversed()) {
    ends.set(entry, end);
    end = entry.headerOffset;
  }
  return ends;
};

const inFileOrder = (entries: readonly ZipEntry[]): readonly ZipEntry[] =>
  entries.toSorted((a, b) => a.headerOffset - b.headerOffset);

const createSegments = () => {
  const segments: RewriteSegment[] = [];
  let size = 0;
  return {
    segments,
    size: () => size,
    copy: (offset: number, length: number): void => {
      const last = segments.at(-1);
      if (last?.kind === 'copy' && last.offset + last.length === offset)
        segments[segments.length - 1] = { ...last, length: last.length + length };
      else segments.push({ kind: 'copy', offset, length });
      size += length;
    },
    put: (bytes: Uint8Array): void => {
      if (bytes.length > 0) segments.push({ kind: 'bytes', bytes });
      size += bytes.length;
    },
  };
};

/**
 * Plans an archive in which entries are removed, replaced or added, without recompressing or even reading any other. Untouched
 * entries keep their bytes and order, and in the directory everything but their offset; written ones follow in the order of the
 * edits. No edits give the same archive; the same replacements twice give what they gave once.
 * Throws `ZipError`: `unsound-archive` where problems of the archive would be hidden, `bad-edit` for impossible edits.
 */
export const planRewrite = (reading: ZipReading, edits: readonly ZipEdit[]): RewritePlan => {
  const replaced = edits.filter((edit) => edit.kind !== 'add').map((edit) => edit.name);
  refuseUnsound(reading, new Set(replaced));
  const { kept, written } = resolveEdits(reading.entries, edits);

  const plan = createSegments();
  const offsets = new Map<ZipEntry, number>();
  const ends = rangeEnds(reading);
  for (const entry of inFileOrder(kept)) {
    offsets.set(entry, plan.size());
    plan.copy(entry.headerOffset, (ends.get(entry) ?? entry.headerOffset) - entry.headerOffset);
  }
  const records = kept.map((entry) =>
    moveRecord(reading.centralDirectory, entry, offsets.get(entry) ?? entry.headerOffset),
  );
  for (const one of written) {
    const encoded = encodeEntry(one);
    records.push(encoded.record(plan.size()));
    plan.put(Buffer.concat(encoded.local));
  }
  const offset = plan.size();
  const directory = Buffer.concat(records);
  const end = encodeEnd(reading.end, { count: records.length, offset, size: directory.length });
  plan.put(Buffer.concat([directory, end]));

  const [first] = plan.segments;
  const unchangedPrefix = first?.kind === 'copy' && first.offset === 0 ? first.length : 0;
  return { segments: plan.segments, size: plan.size(), unchangedPrefix };
};

/** Plans a new archive of these entries, in this order. Its segments are all bytes. */
export const planZip = (entries: readonly (NewContent & { readonly name: string })[]): RewritePlan =>
  planRewrite(
    {
      entries: [],
      problems: [],
      readable: true,
      comment: new Uint8Array(0),
      centralDirectory: { offset: 0, size: 0, bytes: new Uint8Array(0) },
      end: EMPTY_END,
      size: 0,
    },
    entries.map((entry) => ({ ...entry, kind: 'add' })),
  );
