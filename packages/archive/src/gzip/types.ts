export const GZIP_CODES = [
  'not-gzip',
  'gzip-header',
  'gzip-data',
  'gzip-crc',
  'gzip-size',
  'gzip-multi-member',
  'gzip-trailing-data',
  'truncated',
  'bomb',
] as const;

/** What the gzip reader can report: the rule that stands on one is `tar/<code>`. */
export type GzipCode = (typeof GZIP_CODES)[number];

/** `offset` counts in the compressed file. */
export type GzipProblem = { readonly code: GzipCode; readonly message: string; readonly offset: number };

/** One member header (RFC 1952, 2.3). */
export type GzipHeader = {
  readonly mtime: number;
  readonly extraFlags: number;
  readonly os: number;
  readonly name?: string;
  readonly comment?: string;
  readonly extraSize: number;
  /** Offset of the first byte of the deflate stream. */
  readonly end: number;
};

export type GzipLimits = {
  /** Bytes of output in all. */
  readonly maxTotalSize: number;
  /** Output over input, judged from 64 MiB of output on. */
  readonly maxRatio: number;
  readonly maxGzipMembers: number;
};

export type GzipReading = {
  /** The first member's header; absent where there is none. */
  readonly header?: GzipHeader;
  readonly members: number;
  readonly problems: readonly GzipProblem[];
  /** True when every member was inflated to its end. */
  readonly complete: boolean;
  /** Bytes of output. */
  readonly size: number;
};
