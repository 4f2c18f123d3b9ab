import type { OrderedOperator } from '../specifier/types.ts';

/** Fields that hold one text. */
export const STRING_FIELDS = [
  'implementation_name',
  'implementation_version',
  'os_name',
  'platform_machine',
  'platform_python_implementation',
  'platform_release',
  'platform_system',
  'platform_version',
  'python_full_version',
  'python_version',
  'sys_platform',
  'extra',
] as const;

/** Fields that hold a set of names; lock files only (PEP 751). */
export const SET_FIELDS = ['extras', 'dependency_groups'] as const;

export type StringField = (typeof STRING_FIELDS)[number];
export type SetField = (typeof SET_FIELDS)[number];
export type MarkerField = StringField | SetField;

export type MarkerOperator = OrderedOperator | '===' | 'in' | 'not in';

export type MarkerOperand =
  | { readonly kind: 'field'; readonly field: MarkerField }
  | { readonly kind: 'text'; readonly text: string };

/** An environment marker. An `and` never holds an `and`, an `or` never an `or`: nesting that means nothing is gone. */
export type Marker =
  | {
      readonly kind: 'compare';
      readonly left: MarkerOperand;
      readonly operator: MarkerOperator;
      readonly right: MarkerOperand;
    }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Marker[] };

export type MarkerProblemCode =
  /** Neither a field's name nor a quoted text. */
  | 'marker-operand'
  | 'marker-operator'
  /** A backslash or control character in a quoted text. */
  | 'marker-text'
  | 'marker-parenthesis'
  /** More than 64 parentheses in one another. */
  | 'marker-depth'
  /** Something follows that is no part of a marker. */
  | 'marker-end';

/** What is known of where the requirement would be installed. A marker that asks for what is absent is undefined. */
export type MarkerEnvironment = {
  readonly [field in StringField]?: string;
} & { readonly [field in SetField]?: ReadonlySet<string> };

/** Whether a marker holds; `undefined` where the standard gives no answer, or the environment lacks a field. */
export type MarkerAnswer =
  | { readonly kind: 'ok'; readonly value: boolean }
  | { readonly kind: 'undefined'; readonly reason: string };
