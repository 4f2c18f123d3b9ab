/** A regular file of a source tree or sdist. */
export type SourceFile = {
  /** Below the top directory, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. SHA-1 because SPDX 2.3 demands it of every file (clause 8.4). */
  readonly sha1: string;
  readonly sha256: string;
  /** Kept for the few files that say what the others are. */
  readonly content?: Uint8Array;
};

/** Something that is there and was not taken in. */
export type LeftOut = {
  readonly path: string;
  readonly reason: string;
};

/** What was found in a source tree or sdist: enough to make its bill without looking again. */
export type SourceContents = {
  readonly kind: 'tree' | 'sdist';
  /** The directory's or the file's own name, without directories before it. */
  readonly label: string;
  /** In code-unit order of their paths, each path once. */
  readonly files: readonly SourceFile[];
  /** Links, devices, unreadable places and limits: what lies there is unknown. */
  readonly unread: readonly LeftOut[];
  /** What the rules leave out, as far as it was there: version control and build litter. */
  readonly litter: readonly string[];
  /** Of the archive, lower-case hex; absent for a tree. */
  readonly sha256?: string;
};
