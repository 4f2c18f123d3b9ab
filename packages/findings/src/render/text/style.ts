import type { Severity, Verdict } from '../../types.ts';

/** What a piece of text is, for whoever knows which colours there are. */
export type TextStyle = Severity | Verdict | 'strong' | 'faint' | 'command';

/** Colours one piece of text; handed in by the caller, who knows the terminal. */
export type Style = (style: TextStyle, text: string) => string;

/** No colour at all. */
export const plain: Style = (_style, text) => text;

const CODES: Readonly<Record<TextStyle, string>> = {
  critical: '1;35',
  high: '1;31',
  medium: '33',
  low: '36',
  info: '34',
  ok: '1;32',
  findings: '1;31',
  undecided: '1;33',
  strong: '1',
  faint: '2',
  command: '36',
};

/** The sixteen colours that every terminal has (ECMA-48 SGR). */
export const ansi: Style = (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`;
