/** Bytes `start` (inclusive) to `end` (exclusive) of a file: what a rule points at and a fix replaces. */
export type ByteRange = { readonly start: number; readonly end: number };

/** A change of one file: every byte outside the ranges stays. Ranges are disjoint and ascending. */
export type Edit = {
  readonly path: string;
  readonly splices: readonly { readonly range: ByteRange; readonly text: string }[];
};
