import type { SdistInspection } from '@custody/python';

/** What the `sdist/…` rules judge: everything that the one pass over an sdist saw. */
export type SdistView = {
  /** The sdist's path, as the person named it. */
  readonly file: string;
  /** Its file name without directories. */
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly inspection: SdistInspection;
};
