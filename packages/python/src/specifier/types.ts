import type { Version } from '../version/types.ts';

export type OrderedOperator = '~=' | '==' | '!=' | '<=' | '>=' | '<' | '>';

/** One clause of a specifier set. `text` is its version as written, without white space around it. */
export type Specifier =
  | {
      readonly kind: 'version';
      readonly operator: OrderedOperator;
      readonly text: string;
      readonly version: Version;
    }
  /** `==1.2.*`, `!=1.2.*`: `version` is what stands before `.*`. */
  | {
      readonly kind: 'prefix';
      readonly operator: '==' | '!=';
      readonly text: string;
      readonly version: Version;
    }
  /** `===anything`: compared as text, whatever the case. */
  | { readonly kind: 'arbitrary'; readonly operator: '==='; readonly text: string };

/** Clauses that must all hold; none at all admits every version. */
export type SpecifierSet = {
  readonly kind: 'ok';
  /** In the order written. */
  readonly specifiers: readonly Specifier[];
};

export type SpecifierProblemCode =
  /** It starts with none of the eight operators. */
  | 'specifier-operator'
  /** What follows the operator is no version. */
  | 'specifier-version'
  /** `.*` after anything but `==` or `!=` and a plain release. */
  | 'specifier-prefix'
  /** A local label after anything but `==` or `!=`. */
  | 'specifier-local'
  /** `~=` needs a release of two numbers or more. */
  | 'specifier-compatible'
  /** `===` with white space, `;` or `)` in its text. */
  | 'specifier-arbitrary';
