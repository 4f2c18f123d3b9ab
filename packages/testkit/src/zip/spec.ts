import type { Content } from '../bytes/bytes.ts';

/** The fields that a local header and a central record share; each can be made to lie on its own. */
export type SharedFields = {
  readonly signature: number;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  /** As written in the 32-bit field; the ZIP64 extra has its own. */
  readonly compressedSize: number;
  readonly size: number;
  readonly name: Uint8Array;
  /** Written instead of the name's own length. */
  readonly nameLength: number;
  readonly extra: Uint8Array;
  readonly extraLength: number;
};

export type CentralFields = SharedFields & {
  readonly versionMadeBy: number;
  readonly comment: Uint8Array;
  readonly commentLength: number;
  readonly disk: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  readonly headerOffset: number;
};

export type DescriptorFields = {
  /** False leaves the optional signature out. */
  readonly signature: boolean;
  readonly crc32: number;
  readonly compressedSize: number | bigint;
  readonly size: number | bigint;
  /** True: 8-byte sizes. */
  readonly zip64: boolean;
};

export type Zip64Fields = {
  readonly size: number | bigint;
  readonly compressedSize: number | bigint;
  readonly headerOffset: number | bigint;
};

/** One entry. Only `name` is needed; everything else has a sound default and can be overridden, separately on each side. */
export type ZipEntrySpec = {
  readonly name: string | Uint8Array;
  readonly content?: Content;
  /** 8 (DEFLATED) by default; 0 is STORED; anything else is only claimed, the data is stored. */
  readonly method?: number;
  /** Data as it stands in the archive, instead of `content` compressed. */
  readonly compressed?: Uint8Array;
  /** Compression level, 0-9. */
  readonly level?: number;
  /** Unix mode with file type; 0o100644 by default, 0o040755 for names that end with `/`. */
  readonly mode?: number;
  /** Extra field for both sides; `local.extra` and `central.extra` replace it. */
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  /** Sizes and offset go into ZIP64 extra fields on these sides, whatever their value. */
  readonly zip64?: 'local' | 'central' | 'both';
  /** Values inside the ZIP64 extra fields, where they shall lie. */
  readonly zip64Fields?: Partial<Zip64Fields>;
  /** True: a data descriptor after the data, zeros in the local header, flag bit 3. */
  readonly descriptor?: boolean | Partial<DescriptorFields>;
  readonly local?: Partial<SharedFields>;
  readonly central?: Partial<CentralFields>;
  /** Bytes between the previous entry and this local header, and between this data and what follows. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  /** Not listed in the central directory. */
  readonly hidden?: boolean;
  /** Listed in the central directory only; `central.headerOffset` says where it claims to be. */
  readonly phantom?: boolean;
};

export type EndFields = {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly entriesOnDisk: number;
  readonly entries: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly commentLength: number;
};

export type Zip64EndFields = {
  /** Size of the remaining record: 44. */
  readonly recordSize: number | bigint;
  readonly versionMadeBy: number;
  readonly versionNeeded: number;
  readonly disk: number;
  readonly directoryDisk: number;
  readonly entriesOnDisk: number | bigint;
  readonly entries: number | bigint;
  readonly directorySize: number | bigint;
  readonly directoryOffset: number | bigint;
  readonly extensible: Uint8Array;
  readonly locatorDisk: number;
  readonly locatorOffset: number | bigint;
  readonly disks: number;
  /** False leaves the locator out. */
  readonly locator: boolean;
};

export type ZipSpec = {
  readonly entries: readonly ZipEntrySpec[];
  /** Bytes before the first entry. `shift` says whether offsets count them (a self-extracting archive's often do not). */
  readonly prefix?: Uint8Array;
  readonly shiftOffsets?: boolean;
  /** Bytes after the end record. */
  readonly suffix?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly afterDirectory?: Uint8Array;
  readonly zip64End?: boolean | Partial<Zip64EndFields>;
  readonly end?: Partial<EndFields>;
};

/** Where things came to stand, for damages that patch bytes. Offsets in the file. */
export type ZipLayout = {
  readonly bytes: Uint8Array;
  readonly entries: readonly {
    readonly headerOffset: number;
    readonly dataOffset: number;
    readonly dataLength: number;
    /** -1 for a hidden entry. */
    readonly recordOffset: number;
  }[];
  readonly directoryOffset: number;
  readonly endOffset: number;
};
