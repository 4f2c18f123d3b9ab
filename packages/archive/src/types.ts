/**
 * Random access to bytes that do not change while they are read. `read` gives exactly `length` bytes or throws;
 * the result may be a view that is only valid until the next `read`.
 */
export type ByteSource = {
  readonly size: number;
  readonly read: (position: number, length: number) => Uint8Array;
};

/** Something that does not hold in an archive, at a byte offset of the archive (or of an entry's content where `entry` says so). */
export type ArchiveProblem<Code extends string = string> = {
  /** A stable kebab-case word: the rule that stands on it is `zip/<code>` or `tar/<code>`. */
  readonly code: Code;
  /** One sentence with the actual values. */
  readonly message: string;
  /** Byte offset in the archive file. */
  readonly offset: number;
  /** The entry's name, decoded; absent where the archive as a whole is meant. */
  readonly entry?: string;
};

/** Bounds that hold whatever an archive claims. Sizes in bytes. */
export type ArchiveLimits = {
  readonly maxEntries: number;
  /** Sum of all entries' uncompressed sizes. */
  readonly maxTotalSize: number;
  readonly maxEntrySize: number;
  /** Bytes of names, extra fields and comments held in memory. */
  readonly maxDirectorySize: number;
};

export type EntryKind = 'file' | 'directory' | 'symlink' | 'special';

/** One ZIP entry, from the central directory, with where its local header and data stand. */
export type ZipEntry = {
  /** Position in the central directory, from 0. */
  readonly index: number;
  /** Decoded name (UTF-8 when flag bit 11 is set or the bytes are ASCII, else CP437). */
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly kind: EntryKind;
  /** 0 STORED, 8 DEFLATED, or what the file claims. */
  readonly method: number;
  readonly flags: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly versionMadeBy: number;
  readonly versionNeeded: number;
  readonly dosTime: number;
  readonly dosDate: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** Extra field of the central directory record, and of the local header. */
  readonly extra: Uint8Array;
  readonly localExtra: Uint8Array;
  readonly comment: Uint8Array;
  /** Offset of the local file header, and of the first byte of data (-1 where no local header was found). */
  readonly headerOffset: number;
  readonly dataOffset: number;
  /** Offset of the central directory record. */
  readonly recordOffset: number;
};
