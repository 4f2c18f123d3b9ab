/** A piece of a word. Offsets are UTF-16 code units of the script. */
export type ShellPart =
  | { readonly kind: 'text'; readonly value: string }
  /** `$NAME`, `${NAME}`, and `$env:NAME` of PowerShell. `modifier` is what follows the name in braces. */
  | { readonly kind: 'variable'; readonly name: string; readonly modifier?: string }
  /** `$(…)`, backticks, `<(…)`: its commands are in the script's list. */
  | { readonly kind: 'command' }
  /** `${{ … }}`: what the workflow puts here before the shell sees it. */
  | { readonly kind: 'expression'; readonly source: string; readonly start: number; readonly end: number };

export type ShellWord = {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly ShellPart[];
  /** The word without its quotes; what is only known when it runs stands as it was written. */
  readonly text: string;
  /** Nothing in it depends on the run. */
  readonly literal: boolean;
  /** Some of it is quoted. */
  readonly quoted: boolean;
};

export type ShellAssignment = { readonly name: string; readonly value: ShellWord; readonly start: number };

export type ShellRedirect = { readonly operator: string; readonly target: ShellWord };

/** One simple command, wherever it stands: behind `&&`, in a subshell, a loop, a substitution. */
export type ShellCommand = {
  readonly start: number;
  readonly end: number;
  /** `NAME=value` before the command's name; with no words, an assignment for what follows. */
  readonly assignments: readonly ShellAssignment[];
  /** The name and the arguments. */
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
  /** Commands of one pipeline share it; `stage` counts from 0. */
  readonly pipeline: number;
  readonly stage: number;
  /** How many substitutions it stands in. */
  readonly nested: number;
};

export type ShellDialect = 'posix' | 'powershell';

export type ShellProblemCode = 'unclosed' | 'too-deep' | 'too-large';

export type ShellScript = {
  readonly text: string;
  /** In the order of their places. */
  readonly commands: readonly ShellCommand[];
  readonly problems: readonly { readonly code: ShellProblemCode; readonly at: number }[];
};
