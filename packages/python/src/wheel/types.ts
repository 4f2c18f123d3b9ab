import type { ArchiveLimits, ZipEntry, ZipProblem, ZipReading } from '@custody/archive';
import type { ParsedEntryPoints } from '../entry-points/index.ts';
import type { FilenameProblemCode, WheelFilename } from '../filename/index.ts';
import type { ParsedMetadata } from '../metadata/index.ts';
import type { Invalid } from '../problem/index.ts';
import type { ParsedRecord } from '../record/index.ts';
import type { ParsedWheelFile } from '../wheel-file/index.ts';

/** An entry whose content went by. */
export type InspectedEntry = {
  readonly entry: ZipEntry;
  /** Of the content, in lower-case hex. Where there are problems it is that of the bytes that could be read. */
  readonly sha256: string;
  /** The other digests that RECORD asks for, in lower-case hex, by RECORD's name for the algorithm. */
  readonly digests: ReadonlyMap<string, string>;
  /** Bytes that were read: the entry's size where there are no problems. */
  readonly size: number;
  /** The first 64 bytes. */
  readonly head: Uint8Array;
  /** Absent where it was not kept, or could not be read whole. */
  readonly content?: Uint8Array;
  readonly problems: readonly ZipProblem[];
};

/** A file that RECORD and the archive do not agree about. */
export type RecordMismatch = {
  readonly path: string;
  /** The line of RECORD, from 1. */
  readonly line: number;
  readonly what: 'hash' | 'size';
  /** As RECORD says, and in the same form what the archive has. */
  readonly expected: string;
  readonly actual: string;
};

/** A row that says nothing that could be held against the bytes, or whose file could not be read. */
export type UnverifiedRow = { readonly path: string; readonly line: number; readonly reason: string };

/** RECORD against the archive. Directories are no files; RECORD.jws and RECORD.p7s are exempt. */
export type RecordComparison = {
  /** In the archive, not in RECORD; sorted. */
  readonly missing: readonly string[];
  /** In RECORD, not in the archive; in the order of RECORD. */
  readonly extra: readonly { readonly path: string; readonly line: number }[];
  readonly mismatched: readonly RecordMismatch[];
  /** Files in both whose row has no hash that can be read. RECORD itself is not among them. */
  readonly unhashed: readonly { readonly path: string; readonly line: number }[];
  /** Rows with a hash that was not held against the bytes: that they are right is unknown. */
  readonly unverified: readonly UnverifiedRow[];
  /** Number of rows whose hash was computed from the bytes and is the same. */
  readonly verified: number;
};

/** A file of the dist-info directory that was read. */
export type Parsed<Value> = { readonly path: string; readonly parsed: Value };

export type WheelInspection = {
  readonly filename: WheelFilename | Invalid<FilenameProblemCode>;
  readonly zip: ZipReading;
  /** Every entry but directories, in the order of the central directory; only those of the dist-info directory where `verifyRecord` is false. */
  readonly entries: readonly InspectedEntry[];
  /** The directory's name without slash, where one could be chosen. */
  readonly distInfo?: string;
  readonly distInfoCandidates: readonly string[];
  readonly dataDirectories: readonly string[];
  readonly metadata?: Parsed<ParsedMetadata>;
  readonly wheelFile?: Parsed<ParsedWheelFile>;
  readonly record?: Parsed<ParsedRecord>;
  readonly entryPoints?: Parsed<ParsedEntryPoints>;
  /** Files below `<dist-info>/licenses/`, and the License-File paths that are not among them. */
  readonly licenseFiles: readonly InspectedEntry[];
  readonly missingLicenseFiles: readonly string[];
  /** Files below `<dist-info>/sboms/`; their content is kept within the bounds. */
  readonly sboms: readonly InspectedEntry[];
  /** Absent where there is no RECORD that could be read. */
  readonly recordComparison?: RecordComparison;
  /** Names whose content should have been kept but would have passed the bounds of memory. */
  readonly notKept: readonly string[];
};

export type InspectWheelOptions = {
  readonly limits?: Partial<ArchiveLimits>;
  /** Further entries whose content shall be kept: at most 16 MiB each and 64 MiB together with those of the dist-info directory. */
  readonly keep?: (entry: ZipEntry) => boolean;
  /** Shown each content's beginning; what it returns sees all of the content, in chunks that are valid only during the call. */
  readonly scan?: (entry: ZipEntry, head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;
  /** Told of each entry when all of its content went by; the pass waits for what it returns. */
  readonly onEntry?: (entry: InspectedEntry) => void | Promise<void>;
  /** Told how many bytes of content have been read so far. */
  readonly progress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
  /** False: only the dist-info directory is read, and no hash of other files is known. True by default. */
  readonly verifyRecord?: boolean;
};
