import type { Marker, MarkerProblemCode } from '../marker/types.ts';
import type { NormalizedName } from '../name/types.ts';
import type { SpecifierProblemCode, SpecifierSet } from '../specifier/types.ts';

/** Which versions will do, or where the one that will do is to be had. */
export type RequirementTarget =
  | { readonly kind: 'versions'; readonly specifiers: SpecifierSet }
  /** Not examined further: any text without white space and control characters. */
  | { readonly kind: 'url'; readonly url: string };

export type Requirement = {
  readonly kind: 'ok';
  readonly name: NormalizedName;
  /** The name as written. */
  readonly writtenName: string;
  /** Normalised, sorted, without duplicates. */
  readonly extras: readonly NormalizedName[];
  readonly target: RequirementTarget;
  readonly marker: Marker | undefined;
};

export type RequirementProblemCode =
  | 'requirement-name'
  | 'requirement-extras'
  | 'requirement-parenthesis'
  | 'requirement-url'
  /** Something follows that is no part of a requirement. */
  | 'requirement-end'
  | SpecifierProblemCode
  | MarkerProblemCode;
