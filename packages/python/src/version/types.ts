/** A whole number of any size: a `number` as long as it is a safe integer, else a `bigint`; never both for one value. */
export type VersionNumber = number | bigint;

export type PreRelease = { readonly letter: 'a' | 'b' | 'rc'; readonly number: VersionNumber };

/** A segment of a local label: a number where it is all digits, else lower-case letters and digits. */
export type LocalSegment = VersionNumber | string;

/** A version in PEP 440's terms, whatever its spelling was. Holds `bigint`s: write it with `versionText`, not as JSON. */
export type Version = {
  readonly epoch: VersionNumber;
  /** As written, trailing zeros included. */
  readonly release: readonly [VersionNumber, ...VersionNumber[]];
  readonly pre: PreRelease | undefined;
  readonly post: VersionNumber | undefined;
  readonly dev: VersionNumber | undefined;
  readonly local: readonly LocalSegment[] | undefined;
};

declare const canonical: unique symbol;

/** The normal form of a version, as `versionText` writes it. */
export type CanonicalVersion = string & { readonly [canonical]: true };
