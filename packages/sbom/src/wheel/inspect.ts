import type { ByteSource } from '@custody/archive';
import { inspectWheel, type InspectWheelOptions, type WheelInspection } from '@custody/python';
import type { DocumentReading } from '../document/types.ts';
import { gatherNatives, type NativeFile } from './natives.ts';

/** An SBOM that the wheel carries below `<dist-info>/sboms/` (PEP 770). */
export type EmbeddedDocument = {
  readonly path: string;
  readonly sha256: string;
  /** Absent where the content could not be kept. */
  readonly bytes?: Uint8Array;
  readonly reading?: DocumentReading;
};

/** A wheel, its binaries and the documents that it carries: what generate, embed, verify and check all stand on. */
export type WheelContents = {
  readonly inspection: WheelInspection;
  readonly natives: readonly NativeFile[];
  readonly documents: readonly EmbeddedDocument[];
};

export type InspectContentsOptions = Omit<InspectWheelOptions, 'scan' | 'onEntry'> & {
  /** True: SHA-512 and observed libraries of every binary too, which cost another look at their bytes. */
  readonly evidence?: boolean;
  /** False: binaries are not looked at, and none is listed. */
  readonly natives?: boolean;
  /** Told of each entry that was read how many bytes of the wheel it takes. */
  readonly onRead?: (bytes: number) => void;
};

/** Most wheels carry no document: what reads them is loaded with the first. */
const documentsOf = async ({ sboms }: WheelInspection): Promise<readonly EmbeddedDocument[]> => {
  const files = sboms.filter(({ entry }) => entry.kind === 'file');
  if (files.length === 0) return [];
  const { readDocument } = await import('../document/read.ts');
  return files.map(({ entry, sha256, content }) => ({
    path: entry.name,
    sha256,
    ...(content === undefined ? {} : { bytes: content, reading: readDocument(content) }),
  }));
};

/**
 * One pass over a wheel: framing, digests, RECORD, metadata, binaries, embedded SBOMs. Bounded memory; nothing thrown
 * for what is wrong with the wheel. `filename` is the file's name without directories.
 */
export const inspectWheelContents = async (
  source: ByteSource,
  filename: string,
  { evidence = false, natives: wanted = true, onRead, ...options }: InspectContentsOptions = {},
): Promise<WheelContents> => {
  const gatherEvidence = evidence ? (await import('./evidence.ts')).gatherEvidence : undefined;
  const { scan, onEntry, natives } = gatherNatives(source, gatherEvidence);
  const inspection = await inspectWheel(source, filename, {
    ...options,
    ...(wanted ? { scan } : {}),
    onEntry: async (inspected) => {
      if (wanted) await onEntry(inspected);
      onRead?.(inspected.entry.compressedSize);
    },
  });
  return { inspection, natives: natives(), documents: await documentsOf(inspection) };
};
