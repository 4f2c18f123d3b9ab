import { readParenthesised, readSubstitution } from './substitution.ts';
import { report, type ShellState } from './state.ts';
import type { ShellPart, ShellWord } from './types.ts';

const ENDS_WORD = new Set([' ', '\t', '\n', '\r', ';', '&', '|', '<', '>', '(', ')']);

type Building = {
  readonly parts: ShellPart[];
  text: string;
  literal: string;
  dynamic: boolean;
  quoted: boolean;
};

const put = (into: Building, value: string): void => {
  into.literal += value;
  into.text += value;
};

const flush = (into: Building): void => {
  if (into.literal !== '') into.parts.push({ kind: 'text', value: into.literal });
  into.literal = '';
};

/** A substitution at the cursor, as a part of the word. */
const substitute = (state: ShellState, into: Building): boolean => {
  const start = state.at;
  const part = readSubstitution(state);
  if (part === undefined) return false;
  flush(into);
  into.parts.push(part);
  into.dynamic = true;
  into.text += state.text.slice(start, state.at);
  return true;
};

const readSingle = (state: ShellState, into: Building): void => {
  const opened = state.at;
  state.at += 1;
  while (state.at < state.end) {
    // The workflow's expressions are put in before the shell reads its quotes.
    if (state.text.startsWith('${{', state.at) && substitute(state, into)) continue;
    const char = state.text[state.at] ?? '';
    state.at += 1;
    if (char === "'") return;
    put(into, char);
  }
  report(state, 'unclosed', opened);
};

const readDouble = (state: ShellState, into: Building): void => {
  const opened = state.at;
  const escape = state.dialect === 'powershell' ? '`' : '\\';
  state.at += 1;
  while (state.at < state.end) {
    const char = state.text[state.at] ?? '';
    if (char === '"') {
      state.at += 1;
      return;
    }
    if (char === escape) {
      const next = state.text[state.at + 1] ?? '';
      if (next !== '\n') put(into, escape === '`' || /["\\$`]/.test(next) ? next : char + next);
      state.at += 2;
    } else if (!substitute(state, into)) {
      put(into, char);
      state.at += 1;
    }
  }
  state.at = state.end;
  report(state, 'unclosed', opened);
};

const readEscape = (state: ShellState, into: Building): void => {
  const { text, at } = state;
  const crlf = text[at + 1] === '\r' && text[at + 2] === '\n';
  if (text[at + 1] !== '\n' && !crlf) put(into, text[at + 1] ?? '');
  state.at = Math.min(at + (crlf ? 3 : 2), state.end);
};

/** One word at the cursor. Empty, the cursor unmoved, where none stands there. */
export const readWord = (state: ShellState): ShellWord => {
  const start = state.at;
  const into: Building = { parts: [], text: '', literal: '', dynamic: false, quoted: false };
  const escape = state.dialect === 'powershell' ? '`' : '\\';
  while (state.at < state.end) {
    const char = state.text[state.at] ?? '';
    if ((char === '<' || char === '>') && state.text[state.at + 1] === '(' && state.at === start) {
      state.at += 2;
      readParenthesised(state, true);
      into.parts.push({ kind: 'command' });
      into.dynamic = true;
      into.text += state.text.slice(start, state.at);
      continue;
    }
    if (ENDS_WORD.has(char)) break;
    if (char === "'" || (char === '$' && state.text[state.at + 1] === "'")) {
      if (char === '$') state.at += 1;
      into.quoted = true;
      readSingle(state, into);
    } else if (char === '"') {
      into.quoted = true;
      readDouble(state, into);
    } else if (char === escape) readEscape(state, into);
    else if (!substitute(state, into)) {
      put(into, char);
      state.at += 1;
    }
  }
  flush(into);
  const { parts, text, dynamic, quoted } = into;
  return { start, end: state.at, parts, text, literal: !dynamic, quoted };
};
