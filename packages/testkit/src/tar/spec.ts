import type { Content } from '../bytes/bytes.ts';

/** The fields of one 512-byte header block as text or bytes exactly as written, except the checksum, which is computed last. */
export type TarFields = {
  readonly name: string | Uint8Array;
  readonly mode: string;
  readonly uid: string;
  readonly gid: string;
  readonly size: string | Uint8Array;
  readonly mtime: string;
  readonly checksum: string;
  readonly type: string;
  readonly linkName: string | Uint8Array;
  /** `ustar\0` + `00` for POSIX, `ustar  \0` for GNU. */
  readonly magic: string;
  readonly userName: string;
  readonly groupName: string;
  readonly deviceMajor: string;
  readonly deviceMinor: string;
  readonly prefix: string;
};

export type TarEntrySpec = {
  readonly name: string;
  readonly content?: Content;
  /** `0` file (default), `1` hard link, `2` symbolic link, `3` `4` devices, `5` directory, `6` pipe, `S` GNU sparse, … */
  readonly type?: string;
  readonly linkName?: string;
  readonly mode?: number;
  /** Seconds since 1970. */
  readonly mtime?: number;
  /** pax records before the entry, in order; as pairs where a key shall occur twice. */
  readonly pax?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** The whole body of the pax header, instead of `pax`. */
  readonly paxBody?: Content;
  /** How a name longer than 100 bytes is written: `pax` (default), GNU `L` entries, or just cut. */
  readonly longNames?: 'pax' | 'gnu' | 'cut';
  /** Header fields as written. */
  readonly fields?: Partial<TarFields>;
  /** False: the content is not padded to a block. */
  readonly pad?: boolean;
  /** Bytes before this entry's first header. */
  readonly before?: Uint8Array;
};

export type TarSpec = {
  readonly entries: readonly TarEntrySpec[];
  /** Records of a global pax header (`g`) at the start. */
  readonly globalPax?: Readonly<Record<string, string>>;
  /** Zero blocks at the end: 2 by default. */
  readonly endBlocks?: number;
  /** Bytes after the end blocks. */
  readonly suffix?: Uint8Array;
};
