import type { TarProblem } from '@custody/archive';

/** What the `tar/…` rules judge: everything the strict reader saw in the tar stream and in the gzip around it. */
export type TarView = {
  /** The archive's path, as the person named it. */
  readonly file: string;
  readonly problems: readonly TarProblem[];
  /** How many more problems there are than are listed, all of codes that are listed (`TarReading.omitted`). */
  readonly omitted: number;
};
