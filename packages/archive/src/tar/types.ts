import type { ArchiveLimits, ArchiveProblem } from '../types.ts';
import type { TarCode } from './codes.ts';

export type TarKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo' | 'sparse' | 'other';

/** One member: what its header, its pax records and its GNU long names say together. Sizes in bytes. */
export type TarEntry = {
  /** Position among the members, from 0; extension headers do not count. */
  readonly index: number;
  /** Decoded as UTF-8; a directory's name has no trailing slash (`kind` says it). */
  readonly name: string;
  readonly kind: TarKind;
  /** The raw typeflag: one character, `'\0'` for the oldest tars. */
  readonly type: string;
  /** Bytes of content that follow the header: the stored bytes of a sparse file, 0 for what has no content. */
  readonly size: number;
  readonly mode: number;
  /** Seconds since 1970, with a fraction where pax gives one. */
  readonly mtime: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname: string;
  readonly gname: string;
  readonly linkName?: string;
  /** The member's own extended header records (the global ones are in `TarReading.globals`). */
  readonly pax: ReadonlyMap<string, string>;
  /** Offset of the member's header block, and of its content, in the uncompressed stream. */
  readonly headerOffset: number;
  readonly dataOffset: number;
};

/** `offset` counts in the compressed file for `gzip` and in the uncompressed stream for `tar`. */
export type TarProblem = ArchiveProblem<TarCode> & { readonly stream: 'gzip' | 'tar' };

/** Bounds that hold whatever the archive claims; past one of them reading stops with a `bomb` problem. */
export type TarLimits = ArchiveLimits & {
  /** Bytes of one pax header or GNU long name. */
  readonly maxHeaderSize: number;
  /** Uncompressed over compressed size, judged from 64 MiB of output on. */
  readonly maxRatio: number;
  readonly maxGzipMembers: number;
  /** Problems listed of one code; the others are only counted in `omitted`. */
  readonly maxProblemsPerCode: number;
};

/** What the gzip header of the first member says (RFC 1952, 2.3). */
export type GzipInfo = {
  /** Seconds since 1970, 0 for none. */
  readonly mtime: number;
  /** XFL and OS as they stand. */
  readonly extraFlags: number;
  readonly os: number;
  readonly name?: string;
  readonly comment?: string;
  /** Bytes of the extra field, 0 for none. */
  readonly extraSize: number;
  /** Members read: 1 in a well-formed file. */
  readonly members: number;
};

export type TarReading = {
  readonly entries: readonly TarEntry[];
  /** Sorted: gzip before tar, then by offset. */
  readonly problems: readonly TarProblem[];
  /** Problems not listed because of `maxProblemsPerCode`. */
  readonly omitted: number;
  /** False when reading had to stop before the end: entries may be missing, and what is not seen is unknown. */
  readonly readable: boolean;
  readonly globals: ReadonlyMap<string, string>;
  /** Absent for an uncompressed tar and for a file that has no gzip header. */
  readonly gzip?: GzipInfo;
  /** Bytes of the uncompressed stream that were read. */
  readonly size: number;
};

/** Called once per member, in order; what it returns gets the content in pieces, valid only during the call. */
export type TarVisitor = (entry: TarEntry) => ((chunk: Uint8Array) => void) | undefined;
