import type { Severity } from '@custody/findings';
import type { IndexData } from '../indexes/data.ts';
import type { PopularNames } from '../names/popular.ts';

/** One flaw that is known against a version of an action. */
export type ActionFlaw = {
  /** Every name of it, the best known first. */
  readonly ids: readonly [string, ...string[]];
  readonly summary?: string;
  readonly severity?: Severity;
  /** Versions that end it, smallest first. Empty: none is known. */
  readonly fixed: readonly string[];
};

/** What advisories say of an action at a version. `unjudged`: flaws of which nobody can say whether they apply. */
export type ActionAdvice = { readonly flaws: readonly ActionFlaw[]; readonly unjudged: readonly string[] };

/** What is known from outside the checkout, as far as whoever asks has it at hand. */
export type Outside = {
  /**
   * Advisories of GitHub Actions: by `owner/name` or `owner/name/path` in lower case, and a version; without one, everything that names the
   * action is unjudged. Absent: none are at hand.
   */
  readonly advisories?: (name: string, version: string | undefined) => ActionAdvice;
  /** What names of projects are compared with. Absent: the small list that custody brings along. */
  readonly popular?: PopularNames;
  /** Ids of the malware records of PyPI that list a normalised name. Absent: none are at hand. */
  readonly malware?: (name: string) => readonly string[];
  /** What indexes answered when someone asked them. Absent: nothing is known of any. */
  readonly indexes?: IndexData;
  /** Advisories of PyPI: by normalised name and a version. Absent: none are at hand. */
  readonly projects?: (name: string, version: string) => ActionAdvice;
  /** The supply-chain document that has to be there, below the root. Absent: SUPPLY_CHAIN.md is looked at where it is there. */
  readonly document?: string;
  /** The moment at which it is judged, RFC 3339. Absent: no age is judged. */
  readonly now?: string;
};
