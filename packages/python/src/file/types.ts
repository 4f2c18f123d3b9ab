/** Something that does not hold in a text file of a wheel or sdist, at a line and column of it. */
export type FileProblem<Code extends string = string> = {
  /** A stable kebab-case word. */
  readonly code: Code;
  /** One sentence with the actual values (shortened). */
  readonly message: string;
  /** From 1. */
  readonly line?: number;
  /** In characters (UTF-16 code units) of that line, from 1; in bytes where the file is not UTF-8. */
  readonly column?: number;
  /** The field, key or section that is meant. */
  readonly field?: string;
};

/** How a code is judged outside: PyPI refuses the upload, PyPI warns by mail, a published standard says so, or custody asks for it. */
export type CodeSource = 'pypi-rejects' | 'pypi-warns' | 'standard' | 'custody';

/** Who demands what a code stands for, and where that is written. */
export type CodeFacts = { readonly source: CodeSource; readonly clause: string };

/** What can be wrong with the bytes of any text file, before its own grammar is looked at. */
export type TextCode = 'not-utf8' | 'byte-order-mark';
