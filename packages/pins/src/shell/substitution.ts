import { MAX_NESTING, report, type ShellState } from './state.ts';
import type { ShellPart } from './types.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

const nameAt = (state: ShellState, at: number): string | undefined => {
  NAME.lastIndex = at;
  return NAME.exec(state.text)?.[0];
};

const COMMAND: ShellPart = { kind: 'command' };

/** Commands in parentheses; the cursor stands behind the opening one, and ends behind the closing one. */
export const readParenthesised = (state: ShellState, counts: boolean): void => {
  const opened = state.at;
  if (state.depth >= MAX_NESTING) {
    report(state, 'too-deep', opened);
    state.at = state.end;
    return;
  }
  state.depth += 1;
  if (counts) state.nested += 1;
  state.list(state, true);
  if (counts) state.nested -= 1;
  state.depth -= 1;
  if (state.at < state.end) state.at += 1;
  else report(state, 'unclosed', opened);
};

const readBackticks = (state: ShellState): ShellPart => {
  const opened = state.at;
  let stop = opened + 1;
  while (stop < state.end && state.text[stop] !== '`') stop += state.text[stop] === '\\' ? 2 : 1;
  if (stop >= state.end) {
    report(state, 'unclosed', opened);
    state.at = state.end;
    return COMMAND;
  }
  const { end } = state;
  state.at = opened + 1;
  state.end = stop;
  state.nested += 1;
  if (state.depth < MAX_NESTING) {
    state.depth += 1;
    state.list(state, false);
    state.depth -= 1;
  } else report(state, 'too-deep', opened);
  state.nested -= 1;
  state.end = end;
  state.at = stop + 1;
  return COMMAND;
};

/** `${…}`: braces are balanced, what the modifier holds is not looked into. */
const readBraces = (state: ShellState): ShellPart => {
  const opened = state.at;
  let depth = 0;
  let stop = opened + 1;
  for (; stop < state.end; stop += 1) {
    const char = state.text[stop];
    if (char === '\\') stop += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) break;
    }
  }
  if (stop >= state.end) report(state, 'unclosed', opened);
  state.at = Math.min(stop + 1, state.end);
  const inner = state.text.slice(opened + 2, stop);
  const name = /^[#!]?(?:env:)?([A-Za-z_][A-Za-z0-9_]*|[0-9@*?$!-])/.exec(inner);
  const modifier = name === null ? inner : inner.slice(name[0].length);
  return { kind: 'variable', name: name?.[1] ?? '', ...(modifier !== '' && { modifier }) };
};

const readExpression = (state: ShellState): ShellPart => {
  const start = state.at;
  const close = state.text.indexOf('}}', start);
  const end = close === -1 || close >= state.end ? state.end : close + 2;
  if (end === state.end && close === -1) report(state, 'unclosed', start);
  state.at = end;
  return {
    kind: 'expression',
    source: state.text.slice(start + 3, close === -1 ? end : close).trim(),
    start,
    end,
  };
};

const readArithmetic = (state: ShellState): ShellPart => {
  const opened = state.at;
  const close = state.text.indexOf('))', opened);
  if (close === -1 || close >= state.end) report(state, 'unclosed', opened);
  state.at = close === -1 ? state.end : Math.min(close + 2, state.end);
  return { kind: 'variable', name: '', modifier: state.text.slice(opened, state.at) };
};

/** What a dollar sign or a backtick begins; `undefined`, the cursor unmoved, where it is only a character. */
export const readSubstitution = (state: ShellState): ShellPart | undefined => {
  const { text, at, dialect } = state;
  if (text[at] === '`') return dialect === 'powershell' ? undefined : readBackticks(state);
  if (text[at] !== '$') return undefined;
  const next = text[at + 1];
  if (text.startsWith('${{', at)) return readExpression(state);
  if (next === '{') return readBraces(state);
  if (next === '(' && text[at + 2] === '(' && dialect === 'posix') return readArithmetic(state);
  if (next === '(') {
    state.at += 2;
    readParenthesised(state, true);
    return COMMAND;
  }
  const drive = dialect === 'powershell' && text.slice(at + 1, at + 5).toLowerCase() === 'env:' ? 5 : 1;
  const name = nameAt(state, at + drive) ?? (/^[0-9@*#?$!-]$/.test(next ?? '') ? next : undefined);
  if (name === undefined || at + drive + name.length > state.end) return undefined;
  state.at = at + drive + name.length;
  return { kind: 'variable', name };
};
