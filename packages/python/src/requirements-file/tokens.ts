/** A part of a requirement, at a place of its text. */
export type Piece = { readonly start: number; readonly end: number };

export type Pieces = {
  readonly name: Piece;
  readonly extras?: Piece;
  readonly versions?: Piece;
  readonly clauses: readonly { readonly operator: Piece; readonly version: Piece }[];
  readonly url?: Piece;
  readonly marker?: Piece;
};

const NAME = /[A-Za-z0-9._-]+/y;
const OPERATOR = /===|~=|==|!=|<=|>=|<|>/y;

const skip = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
};

const trimEnd = (text: string, from: number, end: number): number => {
  let at = end;
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at;
};

const clausesOf = (text: string, from: number, to: number): Pieces['clauses'] => {
  const clauses: { operator: Piece; version: Piece }[] = [];
  for (let at = skip(text, from); at < to; ) {
    OPERATOR.lastIndex = at;
    const operator = OPERATOR.exec(text)?.[0];
    if (operator === undefined) break;
    const start = skip(text, at + operator.length);
    let end = start;
    while (end < to && !' \t,)'.includes(text.charAt(end))) end += 1;
    clauses.push({ operator: { start: at, end: at + operator.length }, version: { start, end } });
    at = skip(text, end);
    if (text[at] !== ',') break;
    at = skip(text, at + 1);
  }
  return clauses;
};

/** Where the parts of a requirement stand that `parseRequirement` has accepted. */
export const piecesOf = (text: string, from: number): Pieces => {
  const start = skip(text, from);
  NAME.lastIndex = start;
  const name = { start, end: start + (NAME.exec(text)?.[0].length ?? 0) };
  let at = skip(text, name.end);
  let extras: Piece | undefined;
  if (text[at] === '[') {
    extras = { start: at, end: text.indexOf(']', at) + 1 };
    at = skip(text, extras.end);
  }
  const base = { name, ...(extras === undefined ? {} : { extras }) };
  if (text[at] === '@') {
    const url = skip(text, at + 1);
    let end = url;
    while (end < text.length && text[end] !== ' ' && text[end] !== '\t') end += 1;
    const semicolon = skip(text, end);
    return {
      ...base,
      clauses: [],
      url: { start: url, end },
      ...(text[semicolon] === ';' ? { marker: markerAt(text, semicolon) } : {}),
    };
  }
  const semicolon = text.indexOf(';', at);
  const end = trimEnd(text, at, semicolon === -1 ? text.length : semicolon);
  const opened = text[at] === '(' ? at + 1 : at;
  return {
    ...base,
    ...(end > at ? { versions: { start: at, end } } : {}),
    clauses: clausesOf(text, opened, end),
    ...(semicolon === -1 ? {} : { marker: markerAt(text, semicolon) }),
  };
};

const markerAt = (text: string, semicolon: number): Piece => {
  const start = skip(text, semicolon + 1);
  return { start, end: trimEnd(text, start, text.length) };
};
