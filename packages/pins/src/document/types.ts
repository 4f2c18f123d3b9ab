import type { SourceFile } from '../repository/source.ts';

/** Something that builds or releases lean on. */
export type SurfaceEntry = {
  /** What it is, as its own file writes it. */
  readonly name: string;
  /** What it is pinned to: the rest of "pinned to …". */
  readonly pin: string;
  readonly file: SourceFile;
  /** The byte at which it stands. */
  readonly at: number;
};

/** A kind of thing that is leaned on. */
export type Surface = {
  /** The heading; names the surface in the document. */
  readonly title: string;
  /** What compares the bytes that come with what is pinned. */
  readonly verified: string;
  /** The commands that renew the pins, exactly. */
  readonly renewed: readonly string[];
  readonly entries: readonly SurfaceEntry[];
};

/** One line of the document: equal lines are one. Cells are Markdown as it stands there. */
export type Row = {
  readonly surface: string;
  readonly name: string;
  readonly pin: string;
  /** The byte at which it stands in the document. */
  readonly at: number;
};
