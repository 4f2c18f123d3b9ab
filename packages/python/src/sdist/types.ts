import type { TarEntry, TarLimits, TarReading, ZipEntry, ZipProblem, ZipReading } from '@custody/archive';
import type { FilenameProblemCode, SdistFilename } from '../filename/index.ts';
import type { ParsedMetadata } from '../metadata/index.ts';
import type { Invalid } from '../problem/index.ts';
import type { ParsedPyproject } from '../pyproject/index.ts';

/** The archive as its own reader saw it. */
export type SdistArchive =
  | { readonly kind: 'tar'; readonly reading: TarReading }
  | { readonly kind: 'zip'; readonly reading: ZipReading };

/** A regular file of an sdist whose content went by. */
export type SdistFile = {
  /** In the archive, the top directory included. */
  readonly name: string;
  readonly entry: TarEntry | ZipEntry;
  /** In lower-case hex. Where `complete` is false it is that of the bytes that could be read. */
  readonly sha256: string;
  /** Bytes that were read. */
  readonly size: number;
  /** False where the archive ends or breaks before the content does. */
  readonly complete: boolean;
  /** The first 64 bytes. */
  readonly head: Uint8Array;
  /** Absent where it was not kept, or is not complete. */
  readonly content?: Uint8Array;
};

export type SdistInspection = {
  readonly filename: SdistFilename | Invalid<FilenameProblemCode>;
  readonly archive: SdistArchive;
  /** In the order of the archive. Directories, links and special members are in `archive` only. */
  readonly files: readonly SdistFile[];
  /** What only reading the contents of a `.zip` shows; for a tar all is in `archive.reading.problems`. */
  readonly contentProblems: readonly ZipProblem[];
  /** First segments of all names, sorted; a file beside the top directory counts. */
  readonly topDirectories: readonly string[];
  /** The only one of them, where there is only one. */
  readonly topDirectory?: string;
  readonly pkgInfo?: { readonly path: string; readonly parsed: ParsedMetadata };
  readonly pyproject?: { readonly path: string; readonly parsed: ParsedPyproject };
  /** The files that License-File names (since metadata 2.4), and its paths that are not in the archive. */
  readonly licenseFiles: readonly SdistFile[];
  readonly missingLicenseFiles: readonly string[];
  /** Names whose content should have been kept but would have passed the bounds of memory. */
  readonly notKept: readonly string[];
};

export type InspectSdistOptions = {
  readonly limits?: Partial<TarLimits>;
  /** Further files whose content shall be kept: at most 16 MiB each and 64 MiB together. */
  readonly keep?: (name: string) => boolean;
  /** Shown each content's beginning; what it returns sees all of the content, in chunks that are valid only during the call. */
  readonly scan?: (name: string, head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;
  /** Told how many bytes of content have been read so far. */
  readonly progress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
};
