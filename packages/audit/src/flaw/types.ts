import type { Rating } from '../severity/index.ts';
import type { StoredAdvisory } from '../types.ts';

/** One flaw of one package as it applies to one version: however many databases describe it, it is one. */
export type Flaw = {
  /** Every name of it, the best known first. Never empty. */
  readonly ids: readonly [string, ...string[]];
  /** The records that say the version is affected, by id. */
  readonly advisories: readonly [StoredAdvisory, ...StoredAdvisory[]];
  /** The package itself is malicious: nothing to mend, everything to remove. */
  readonly malicious: boolean;
  readonly rating: Rating;
  readonly summary?: string;
  /** Versions after this one that end it, smallest first. Empty: no fix is known. */
  readonly fixed: readonly string[];
  /** Flaws of something that this one comes from, and others of interest: shown, never merged. */
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly epss?: number;
  readonly knownExploited: boolean;
};

/** A flaw of which nobody can say whether it applies: each reason completes "cannot be judged: …". */
export type UnjudgedFlaw = {
  readonly ids: readonly [string, ...string[]];
  readonly reasons: readonly string[];
};

/** The smallest step that ends most, among the versions that advisories call fixed. */
export type Upgrade = {
  readonly to: string;
  /** Flaws that it ends, and those that it leaves or has no fix for. */
  readonly ends: number;
  readonly leaves: number;
};

/** What is known against one version of one package. */
export type Assessment = {
  /** Worst first, then by id. */
  readonly flaws: readonly Flaw[];
  readonly unjudged: readonly UnjudgedFlaw[];
  /** Records that would apply, had they not been withdrawn. */
  readonly withdrawn: readonly string[];
  readonly upgrade?: Upgrade;
};
