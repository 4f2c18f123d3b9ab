import type { OsvRange, OsvSeverity, StoredAdvisory, StoreStatus } from '../types.ts';
import type { Span } from './layout.ts';

/*
 * What the body's JSON holds. Members that are empty are left out; the order of members is that of the code that writes them, so
 * that the same records give the same bytes.
 */

export type PackedAffected = {
  readonly purl?: string;
  readonly ranges?: readonly OsvRange[];
  /** Runs over the block's table of versions. */
  readonly versions?: readonly number[];
  readonly severity?: readonly OsvSeverity[];
  readonly word?: string;
  readonly unreadable?: readonly string[];
};

export type PackedAdvisory = {
  readonly id: string;
  readonly modified: string;
  readonly published?: string;
  readonly withdrawn?: string;
  readonly aliases?: readonly string[];
  readonly upstream?: readonly string[];
  readonly related?: readonly string[];
  readonly summary?: string;
  readonly severity?: readonly OsvSeverity[];
  readonly word?: string;
  readonly affected?: readonly PackedAffected[];
  /** All ids of the flaw where there are others than the record's own; a span in the cold part where there are many. */
  readonly flaw?: readonly string[];
  readonly flawAt?: Span;
  readonly cvss?: StoredAdvisory['cvss'];
  readonly epss?: number;
  readonly kev?: boolean;
  /** Positions in the status's `sources`. */
  readonly from?: readonly number[];
  /** Where details, references and weaknesses stand; absent where there are none. */
  readonly more?: Span;
  /** Whether there are details there. */
  readonly detailed?: boolean;
};

export type Block = { readonly versions: readonly string[]; readonly advisories: readonly PackedAdvisory[] };

export type PackedMore = {
  readonly details?: string;
  readonly references?: readonly { readonly type: string; readonly url: string }[];
  readonly weaknesses?: readonly string[];
};

/** Key, then the span of its block; flat, because that parses faster. */
export type Page = readonly (string | number)[];

/** First key of each page, then the span of the page. */
export type Root = Page;

/** What was given of exploitation, for ids in the store: kept, so that a later sync does not lose it. */
export type Signals = {
  readonly epss?: readonly (readonly [id: string, score: number])[];
  readonly kev?: readonly string[];
};

export type PackedStatus = Omit<StoreStatus, 'digest' | 'synced'> & { readonly signals?: Span };
