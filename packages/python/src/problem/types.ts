/** Something that does not hold in a short text (a version, a file name, a requirement), at a column of that text. */
export type TextProblem<Code extends string = string> = {
  /** A stable kebab-case word. */
  readonly code: Code;
  /** One sentence: what is wrong, what was expected, what was received (shortened). */
  readonly message: string;
  /** Counted in UTF-16 code units from 1; one past the end where something is missing there. */
  readonly column: number;
};

/** Nothing could be made of the text: why not, in order of columns. Never empty. */
export type Invalid<Code extends string = string> = {
  readonly kind: 'invalid';
  readonly problems: readonly [TextProblem<Code>, ...TextProblem<Code>[]];
};
