type Token =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'star' }
  | { readonly kind: 'globstar' }
  | { readonly kind: 'folders' };

/** A longer pattern is a mistake; with this bound, matching is linear in the text. */
export const LONGEST_GLOB = 1_000;

const tokenize = (pattern: string): readonly Token[] => {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === '?') tokens.push({ kind: 'one' });
    else if (character !== '*') tokens.push({ kind: 'literal', character });
    else if (characters[index + 1] !== '*') tokens.push({ kind: 'star' });
    else {
      const startsSegment = index === 0 || characters[index - 1] === '/';
      while (characters[index + 1] === '*') index += 1;
      // "**/" at the start of a segment also stands for no folder at all.
      if (startsSegment && characters[index + 1] === '/') {
        index += 1;
        tokens.push({ kind: 'folders' });
      } else tokens.push({ kind: 'globstar' });
    }
  }
  return tokens;
};

/** Marks `state` and every state that is reached from it without reading a character. */
const reach = (tokens: readonly Token[], states: Uint8Array, from: number): void => {
  for (let state = from; states[state] !== 1; state += 1) {
    states[state] = 1;
    const kind = tokens[state]?.kind;
    if (kind === undefined || kind === 'literal' || kind === 'one') return;
  }
};

/** Advances all states over one character into `next`; false where none is left alive. */
const step = (tokens: readonly Token[], states: Uint8Array, character: string, next: Uint8Array): boolean => {
  next.fill(0);
  for (let state = 0; state < tokens.length; state += 1) {
    const token = tokens[state];
    if (token === undefined || states[state] === 0) continue;
    if (token.kind === 'literal') {
      if (token.character === character) reach(tokens, next, state + 1);
    } else if (token.kind === 'one') {
      if (character !== '/') reach(tokens, next, state + 1);
    } else if (token.kind === 'star') {
      if (character !== '/') reach(tokens, next, state);
    } else if (token.kind === 'globstar') reach(tokens, next, state);
    else if (character === '/') reach(tokens, next, state);
    // Within a folder's name nothing may follow yet: the state is kept alive without what comes after it.
    else if (next[state] === 0) next[state] = 2;
  }
  return next.some((state) => state !== 0);
};

/**
 * Compiles a glob: `?` is one character but `/`, `*` any number of them, `**` any characters, and `**` before a slash any
 * number of folders or none; everything else stands for itself. All states are advanced together, so that no pattern backtracks.
 */
export const glob = (pattern: string): ((text: string) => boolean) => {
  const tokens = tokenize(pattern);
  return (text) => {
    let states: Uint8Array = new Uint8Array(tokens.length + 1);
    let next: Uint8Array = new Uint8Array(tokens.length + 1);
    reach(tokens, states, 0);
    for (const character of text) {
      if (!step(tokens, states, character, next)) return false;
      [states, next] = [next, states];
    }
    return states[tokens.length] === 1;
  };
};
