/** A trust root that is part of custody, as it was on a day. */
export type Seed = {
  /** Where its newer versions are published (TUF repository). */
  readonly url: string;
  /** ISO 8601. */
  readonly date: string;
  /** Of `trustedRoot`, lower-case hex; the digest that the signed TUF targets state. */
  readonly sha256: string;
  readonly trustedRoot: string;
  /** TUF root metadata from which newer ones are reached. */
  readonly tufRoot: string;
};
