/** Of hashlib's algorithms those whose digests have one length, as SBOM standards name them. */
export type LockedHashAlgorithm =
  | 'MD5'
  | 'SHA-1'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA3-256'
  | 'SHA3-384'
  | 'SHA3-512';

/** `value` is lower-case hex. */
export type LockedHash = { readonly algorithm: LockedHashAlgorithm; readonly value: string };

/** A file of a distribution that a lock names. */
export type LockedFile = {
  readonly name?: string;
  /** Without credentials. */
  readonly url?: string;
  readonly hashes: readonly LockedHash[];
};

/** Where the lock says that a package comes from. URLs are without credentials. */
export type LockedSource =
  | { readonly kind: 'index'; readonly url?: string }
  | { readonly kind: 'vcs'; readonly url: string; readonly commit?: string }
  | { readonly kind: 'url'; readonly url: string }
  /** A directory or file beside the lock. */
  | { readonly kind: 'local'; readonly path: string; readonly editable: boolean };

/** What a package needs: a name, and the version where the lock says which of several is meant. */
export type LockedNeed = { readonly name: string; readonly version?: string };

export type LockedPackage = {
  /** As written. */
  readonly name: string;
  /** Absent where the lock does not say. */
  readonly version?: string;
  readonly description?: string;
  readonly source: LockedSource;
  readonly files: readonly LockedFile[];
  /** Environment markers, as written. */
  readonly marker?: string;
  readonly extras?: readonly string[];
  /** The requirement as written, where it is not one version that is asked for. */
  readonly requirement?: string;
  /** Absent where the lock does not say what it needs. */
  readonly needs?: readonly LockedNeed[];
  /** From 1, where the format's reader tells lines. */
  readonly line?: number;
};

/** Something in a lock file that is no component, or could not be read. */
export type LockProblem = {
  /** One sentence, without credentials. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** True where a package is missing from the components, or may be. */
  readonly incomplete: boolean;
};

export type LockReading = {
  readonly packages: readonly LockedPackage[];
  readonly problems: readonly LockProblem[];
  /** Facts of the file as a whole: its version, the interpreter it asks for. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
};
