import type { ShellState } from './state.ts';
import type { ShellRedirect } from './types.ts';
import { readWord } from './word.ts';

const OPERATORS = ['<<<', '&>>', '<<-', '&>', '<<', '>>', '<&', '>&', '<>', '>|', '<', '>'];

/** A redirection at the cursor and its target; a here-document is noted, its body follows the line. */
export const readRedirect = (state: ShellState, into: ShellRedirect[]): void => {
  const operator = OPERATORS.find((one) => state.text.startsWith(one, state.at)) ?? '>';
  state.at = Math.min(state.at + operator.length, state.end);
  while (state.at < state.end && (state.text[state.at] === ' ' || state.text[state.at] === '\t'))
    state.at += 1;
  const target = readWord(state);
  into.push({ operator, target });
  if (operator === '<<' || operator === '<<-')
    state.here.push({ delimiter: target.text, dashed: operator === '<<-', quoted: target.quoted });
};

/** Reads over the bodies of the here-documents that the line before announced; the cursor stands at the start of a line. */
export const readHereDocuments = (state: ShellState): void => {
  for (const { delimiter, dashed } of state.here.splice(0)) {
    while (state.at < state.end) {
      const newline = state.text.indexOf('\n', state.at);
      const stop = newline === -1 ? state.end : Math.min(newline, state.end);
      const line = state.text.slice(state.at, stop).replace(/\r$/, '');
      state.at = Math.min(stop + 1, state.end);
      if ((dashed ? line.replace(/^\t+/, '') : line) === delimiter) break;
    }
  }
};
