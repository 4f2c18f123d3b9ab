import type { Confidence, Fix, Rule, Severity } from '@custody/findings';
import type { Bill } from '../bill/types.ts';
import type { SbomDocument } from '../document/types.ts';
import type { JsonPointer } from '../json/types.ts';

/** What is known of the artifact that a document should describe. */
export type ExpectedSubject = {
  /** Normalised project name. */
  readonly name: string;
  readonly version: string;
  /** The artifact's final file name. */
  readonly fileName?: string;
};

/** What a rule judges: one document, as JSON and as a bill. */
export type SbomContext = {
  readonly document: SbomDocument;
  readonly bill: Bill;
  /** Where each component stands in the document, by ref. */
  readonly places: ReadonlyMap<string, JsonPointer>;
  readonly subject?: ExpectedSubject;
  /** The value of `SOURCE_DATE_EPOCH` under which the document should have been made. */
  readonly sourceDateEpoch?: string;
};

/** One place where a rule does not hold. */
export type Observation = {
  readonly pointer: JsonPointer;
  /** What was seen here, as one sentence with the actual values. */
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly todo?: string;
  readonly fix?: Fix;
  /** Observations of one rule and group are one finding at several places. */
  readonly group?: string;
};

export type SbomRule = {
  readonly rule: Rule;
  /** Every place where the rule does not hold. */
  readonly judge: (context: SbomContext) => Iterable<Observation> | Promise<Iterable<Observation>>;
};

/** A text from a document, shortened for a message. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}…` : text);
