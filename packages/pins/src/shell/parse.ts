import { readHereDocuments, readRedirect } from './redirect.ts';
import type { ShellState } from './state.ts';
import { readParenthesised } from './substitution.ts';
import type { ShellAssignment, ShellDialect, ShellRedirect, ShellScript, ShellWord } from './types.ts';
import { readWord } from './word.ts';

/** UTF-16 code units of a script. */
const MAX_SCRIPT = 256 * 1024;

/** Words that begin or end a compound command: what follows is a command again. */
const KEYWORDS = new Set(
  'if then else elif fi while until do done { } ! time esac try catch finally foreach coproc'.split(' '),
);

type Open = {
  readonly start: number;
  readonly assignments: ShellAssignment[];
  readonly words: ShellWord[];
  readonly redirects: ShellRedirect[];
};

type Line = { open: Open | undefined; pipeline: number; stage: number; cases: number };

const fresh = (state: ShellState): number => {
  state.pipelines += 1;
  return state.pipelines;
};

/** What of a word comes after its first `from` code units. */
const rest = (state: ShellState, word: ShellWord, from: number): ShellWord => {
  const [first, ...others] = word.parts;
  const cut = first?.kind === 'text' ? first.value.slice(from) : '';
  const parts = cut === '' ? others : [{ kind: 'text' as const, value: cut }, ...others];
  return { ...word, start: Math.min(word.start + from, state.end), parts, text: word.text.slice(from) };
};

const assignmentOf = (state: ShellState, word: ShellWord): ShellAssignment | undefined => {
  const first = word.parts[0];
  const match = first?.kind === 'text' ? /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(first.value) : null;
  // Quoted before its equals sign it would be a command's name.
  if (match === null || !state.text.startsWith(match[0], word.start)) return undefined;
  return { name: match[1] ?? '', value: rest(state, word, match[0].length), start: word.start };
};

/** Ends the command that is being read. */
const close = (state: ShellState, line: Line): void => {
  const { open } = line;
  line.open = undefined;
  if (open === undefined) return;
  if (open.words.length + open.assignments.length + open.redirects.length === 0) return;
  const last = Math.max(
    open.start,
    ...[open.words.at(-1)?.end, open.assignments.at(-1)?.value.end, open.redirects.at(-1)?.target.end].map(
      (end) => end ?? 0,
    ),
  );
  const { pipeline, stage } = line;
  state.commands.push({ ...open, end: last, pipeline, stage, nested: state.nested });
};

const separate = (state: ShellState, line: Line): void => {
  close(state, line);
  line.pipeline = fresh(state);
  line.stage = 0;
};

/** `for NAME in WORDS` and `case WORD in`: read over, substitutions in them included. */
const skipHead = (state: ShellState, keyword: string): void => {
  while (state.at < state.end) {
    const char = state.text[state.at] ?? '';
    if (char === ' ' || char === '\t') state.at += 1;
    else if (char === '(' && keyword === 'for') readParenthesised(state, false);
    else {
      const word = readWord(state);
      if (word.end === word.start || (keyword === 'case' && word.text === 'in')) return;
    }
  }
};

const takeWord = (state: ShellState, line: Line): void => {
  const word = readWord(state);
  if (word.end === word.start) {
    // Nothing else moves the cursor over such a character.
    state.at += 1;
    return;
  }
  // A line that goes on in the next one leaves no word behind.
  if (word.parts.length === 0 && !word.quoted) return;
  const at = state.text[word.end];
  if ((at === '<' || at === '>') && /^[0-9]+$/.test(word.text)) return;
  const atStart = line.open === undefined || line.open.words.length === 0;
  if (atStart && !word.quoted && word.literal) {
    if (word.text === 'for' || word.text === 'select' || word.text === 'case') {
      if (word.text === 'case') line.cases += 1;
      skipHead(state, word.text);
      return;
    }
    if (word.text === 'esac') line.cases -= 1;
    if (KEYWORDS.has(word.text)) return;
  }
  line.open ??= { start: word.start, assignments: [], words: [], redirects: [] };
  const assignment = atStart ? assignmentOf(state, word) : undefined;
  if (assignment === undefined) line.open.words.push(word);
  else line.open.assignments.push(assignment);
};

const openParenthesis = (state: ShellState, line: Line): void => {
  state.at += 1;
  if (state.text[state.at] === ')' && line.open?.words.length === 1) {
    // `name()`: a function's head; its body is read like everything else.
    state.at += 1;
    line.open = undefined;
    return;
  }
  const kept = line.open;
  readParenthesised(state, false);
  line.open = kept;
};

const skipComment = (state: ShellState): void => {
  const newline = state.text.indexOf('\n', state.at);
  state.at = newline === -1 ? state.end : Math.min(newline, state.end);
};

const operator = (state: ShellState, line: Line, char: string): void => {
  const pipe = char === '|' && state.text[state.at + 1] !== '|';
  state.at += state.text[state.at + 1] === char || state.text.startsWith('|&', state.at) ? 2 : 1;
  if (!pipe) {
    separate(state, line);
    return;
  }
  close(state, line);
  line.stage += 1;
};

const list = (state: ShellState, closing: boolean): void => {
  const line: Line = { open: undefined, pipeline: fresh(state), stage: 0, cases: 0 };
  while (state.at < state.end) {
    const char = state.text[state.at] ?? '';
    const before = state.at === 0 ? '\n' : (state.text[state.at - 1] ?? '');
    if (char === ' ' || char === '\t' || char === '\r') state.at += 1;
    else if (char === '\n') {
      // A pipe goes on over the end of its line.
      if (line.open !== undefined || line.stage === 0) separate(state, line);
      state.at += 1;
      readHereDocuments(state);
    } else if (char === '#' && /[\s;&|()`]/.test(before)) skipComment(state);
    else if (char === '&' && state.text[state.at + 1] === '>')
      readRedirect(state, (line.open ??= opened(state)).redirects);
    else if (char === ';' || char === '&' || char === '|') operator(state, line, char);
    else if (char === ')') {
      if (line.cases > 0) {
        // The end of a pattern of `case`, which is no command.
        line.open = undefined;
        while (state.commands.at(-1)?.pipeline === line.pipeline) state.commands.pop();
        separate(state, line);
        state.at += 1;
      } else if (closing) break;
      else state.at += 1;
    } else if ((char === '<' || char === '>') && state.text[state.at + 1] !== '(')
      readRedirect(state, (line.open ??= opened(state)).redirects);
    else if (char === '(') openParenthesis(state, line);
    else takeWord(state, line);
  }
  close(state, line);
};

const opened = (state: ShellState): Open => ({ start: state.at, assignments: [], words: [], redirects: [] });

/**
 * The simple commands of a script, as sh (POSIX.1-2024, Shell Command Language, 2) and bash would see them, with what
 * the workflow puts in kept apart; PowerShell as far as its commands look alike. Never throws; one pass over the text.
 */
export const parseShell = (text: string, dialect: ShellDialect = 'posix'): ShellScript => {
  if (text.length > MAX_SCRIPT) return { text, commands: [], problems: [{ code: 'too-large', at: 0 }] };
  const state: ShellState = {
    text,
    end: text.length,
    at: 0,
    dialect,
    commands: [],
    problems: [],
    here: [],
    pipelines: 0,
    nested: 0,
    depth: 0,
    list,
  };
  list(state, false);
  return { text, commands: state.commands.sort((a, b) => a.start - b.start), problems: state.problems };
};
