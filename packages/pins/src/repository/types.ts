import type { SourceFile } from './source.ts';

/** What became of reading one file: nothing is silently absent. */
export type FileReading =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** A checked out tree as data. Nothing in it is executed, and no link in it is followed. */
export type Repository = {
  /** Paths of regular files below the root, with `/`, in code-unit order. */
  readonly paths: readonly string[];
  /** Places that could not be looked at, and why. */
  readonly gaps: readonly { readonly path: string; readonly reason: string }[];
  /** Symbolic links, which are named but never followed. */
  readonly links: readonly string[];
  readonly has: (path: string) => boolean;
  /** The content of one of `paths`, read once; `undefined` where there is no such file. */
  readonly read: (path: string) => FileReading | undefined;
};
