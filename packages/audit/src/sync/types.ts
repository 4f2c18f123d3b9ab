import type { HttpPort, Progress } from '@custody/host';

export type SyncOptions = {
  readonly http: HttpPort;
  /** Where OSV's bulk files are: `OSV_BULK`, or a mirror of it. */
  readonly base: string;
  readonly ecosystems: readonly string[];
  /** Where the store is. */
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** Bytes of one archive. */
  readonly maxBytes: number;
  /** Get everything again, whatever is there. */
  readonly fresh?: boolean;
  /** URLs or files of EPSS scores, and of known exploited vulnerabilities. */
  readonly epss?: string;
  readonly kev?: string;
};
