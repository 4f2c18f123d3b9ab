import type { ZipProblem } from '@custody/archive';

/** What the `zip/…` rules judge: everything the strict reader saw, framing and content. */
export type ZipView = {
  /** The archive's path, as the person named it. */
  readonly file: string;
  /** Problems of the framing, then of each entry's content, in reading order. */
  readonly problems: readonly ZipProblem[];
};
