import type { ShellCommand, ShellDialect, ShellProblemCode, ShellScript } from './types.ts';

/** A here-document that was announced and whose body begins on the next line. */
export type PendingHere = { readonly delimiter: string; readonly dashed: boolean; readonly quoted: boolean };

/** Where the reader stands. One cursor goes once over the text, whatever is nested in what. */
export type ShellState = {
  readonly text: string;
  /** Where reading ends: a nested script in backticks is read within its bounds. */
  end: number;
  at: number;
  readonly dialect: ShellDialect;
  readonly commands: ShellCommand[];
  readonly problems: ShellScript['problems'][number][];
  readonly here: PendingHere[];
  pipelines: number;
  nested: number;
  depth: number;
  /** Reads commands up to `)` (left unread) or the end. Kept here, because words hold commands and commands words. */
  readonly list: (state: ShellState, closing: boolean) => void;
};

export const MAX_NESTING = 40;

export const report = (state: ShellState, code: ShellProblemCode, at: number): void => {
  if (state.problems.length < 20) state.problems.push({ code, at });
};
