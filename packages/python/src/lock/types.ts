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
export type LockedNeed = {
  readonly name: string;
  readonly version?: string;
  /** Extras of the needed package. */
  readonly extras?: readonly string[];
  /** Needed only where this extra or dependency group of the needing package is asked for. */
  readonly under?: { readonly kind: 'extra' | 'group'; readonly name: string };
};

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
  /** From 1. */
  readonly line?: number;
  /** Which of the lock's entries it is, from 0, in their order. */
  readonly entry?: number;
  /** Dependency groups that bring it, where the lock says so with the package; empty: no group but the main one. */
  readonly groups?: readonly string[];
  /** Extras of the project that bring it, where the lock says so with the package. */
  readonly rootExtras?: readonly string[];
  /** The project of which the lock is one, or a member of its workspace. */
  readonly root?: true;
  /** PEP 751, `attestation-identities`: who is said to have published it. `kind` is always a text. */
  readonly attestationIdentities?: readonly ReadonlyMap<string, unknown>[];
};

/** Something in a lock file that is no component, or could not be read. */
export type LockProblem = {
  /** One sentence, without credentials. */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** True where a package is missing from the components, or may be. */
  readonly incomplete: boolean;
  /** The entry that it is about, from 0. */
  readonly entry?: number;
};

export type LockReading = {
  /** How many packages the file names. Each is among `packages`, or a problem with its `entry` is `incomplete`. */
  readonly entries: number;
  readonly packages: readonly LockedPackage[];
  readonly problems: readonly LockProblem[];
  /** Facts of the file as a whole: its version, the interpreter it asks for. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
};
