import type { FileProblem } from '../file/types.ts';
import type { RecordCode } from './codes.ts';

/** The hash column of a row: `<algorithm>=<text>`. */
export type RecordHash = {
  /** As written: `sha256`. */
  readonly algorithm: string;
  /** The digest as written, after the `=`. */
  readonly text: string;
  /** The digest's bytes; absent where the text cannot stand for a digest of this algorithm. */
  readonly digest?: Uint8Array;
};

/** One row of a RECORD file. */
export type RecordRow = {
  readonly path: string;
  /** Absent where the column is empty or cannot be read. */
  readonly hash?: RecordHash;
  /** In bytes; absent where the column is empty or cannot be read. */
  readonly size?: number;
  /** The line that the row begins on, from 1. */
  readonly line: number;
  /** The row's text as it stands, without its line terminator. */
  readonly raw: string;
  /** Where the row and its terminator stand in the file's text, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
};

/** A RECORD file, read. */
export type ParsedRecord = {
  readonly rows: readonly RecordRow[];
  /** The whole text, as decoded. */
  readonly text: string;
  /** False where the text does not stand for the bytes (not UTF-8, byte order mark): such a file must not be rewritten. */
  readonly exact: boolean;
  /** What ends the first line; `\n` where there is none. */
  readonly terminator: '\n' | '\r\n';
  readonly problems: readonly FileProblem<RecordCode>[];
};
