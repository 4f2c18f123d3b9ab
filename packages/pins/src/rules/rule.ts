import type { Confidence, Fix, Rule, Severity } from '@custody/findings';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { ByteRange, Edit } from '../types.ts';

/** A place in a file of the repository: where a rule points. */
export type Place = {
  readonly file: SourceFile;
  readonly range: ByteRange;
  readonly note?: string;
};

/** A place in a file that could not be read, or in none: the path alone. */
export type PathPlace = { readonly path: string; readonly note?: string };

/** A mend, with the splices that make it. */
export type Mend = Fix & { readonly edits: readonly [Edit, ...Edit[]] };

/** One place where a rule does not hold. */
export type Observation = {
  readonly kind: 'found';
  readonly at: Place | PathPlace;
  readonly related?: readonly (Place | PathPlace)[];
  /** What was seen here, as one sentence with the actual values. */
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly todo?: string;
  /** Tells this observation from others of the rule in the same file, without offsets or wording. */
  readonly key?: string;
  readonly mend?: Mend;
};

/** The rule could not be judged here. `reason` completes "not judged: …". */
export type Undecided = {
  readonly kind: 'unknown';
  readonly at: Place | PathPlace;
  readonly reason: string;
  /** False where an answer was not demanded: a rule that needs an index, offline. */
  readonly required?: false;
};

/** A rule over a repository: pure, and quick where there is nothing to say. */
export type PinRule = {
  readonly rule: Rule;
  readonly judge: (view: RepositoryView) => Iterable<Observation | Undecided>;
};

/** Where a rule points in a file. */
export const placeAt = (file: SourceFile, range: ByteRange, note?: string): Place => ({
  file,
  range,
  ...(note !== undefined && { note }),
});

/** A text from a file for a message: quoted, and shortened. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text);
