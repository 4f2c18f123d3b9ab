/** A component as somebody declares it: one `[[component]]` table of a components file. */
export type DeclaredComponent = {
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly cpe?: string;
  /** Where its sources come from: an absolute URL. */
  readonly download?: string;
  /** Of what is downloaded, lower-case hex. */
  readonly sha256?: string;
  /** An SPDX licence expression, in normal form. */
  readonly license?: string;
  /** Globs from the top of the tree: which files are its own. Empty where none of it is in the tree. */
  readonly files: readonly string[];
  readonly exclude: readonly string[];
  /** The variants that it is present in; empty for all. */
  readonly platforms: readonly string[];
};

export type DeclaredReading =
  | { readonly kind: 'components'; readonly components: readonly DeclaredComponent[] }
  /** Sentences, each with the table and key that it means. */
  | { readonly kind: 'malformed'; readonly problems: readonly string[] };
