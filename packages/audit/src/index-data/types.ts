/** What someone who was asked knows; or that they do not, and why, as a clause. */
export type Answer<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A file that an index offers for one version. Simple repository API (PEPs 503, 592, 691, 700, 714). */
export type IndexFile = {
  readonly name: string;
  readonly kind: 'wheel' | 'sdist';
  /** Absolute. */
  readonly url: string;
  /** By hashlib's names, digests in lower-case hex; sorted by name. */
  readonly hashes: readonly { readonly algorithm: string; readonly digest: string }[];
  readonly size?: number;
  readonly requiresPython?: string;
  /** PEP 592: the reason, empty where none was given. */
  readonly yanked?: string;
  /** PEP 700, as written. */
  readonly uploaded?: string;
};

/** A version that an index offers files of. */
export type IndexVersion = {
  /** As the file names write it. */
  readonly version: string;
  /** PEP 592: every file of it was yanked; the reason, empty where none was given. */
  readonly yanked?: string;
  /** What all of its files ask of the interpreter; absent where they differ, or say nothing. */
  readonly requiresPython?: string;
  /** PEP 700: of its first file. */
  readonly uploaded?: string;
};

/** What a distribution needs. Core metadata. */
export type Needs = {
  /** `Requires-Dist`, as written. */
  readonly requiresDist: readonly string[];
  readonly requiresPython?: string;
};

/** Where facts about other versions come from. Names are normalised, versions in any spelling. Never throws for what is not known. */
export type IndexData = {
  readonly versions: (name: string) => Promise<Answer<readonly IndexVersion[]>>;
  readonly metadata: (name: string, version: string) => Promise<Answer<Needs>>;
  /** Every file of one version, by name. */
  readonly files: (name: string, version: string) => Promise<Answer<readonly IndexFile[]>>;
};
