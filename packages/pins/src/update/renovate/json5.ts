/** A value of a JSON5 document with its place, in UTF-16 code units. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'text'; readonly value: string }
  /** A number, `true`, `false`, `null`: as written. */
  | { readonly kind: 'other'; readonly value: string }
);

export type JsonReading =
  | { readonly kind: 'value'; readonly node: JsonNode }
  | { readonly kind: 'malformed'; readonly reason: string; readonly at: number };

const MAX_TEXT = 1024 * 1024;
const MAX_DEPTH = 64;

class Malformed extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const SPACE = /(?:\s+|\ufeff|\/\/[^\n\r\u2028\u2029]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;
const WORD = /[^\s,:[\]{}"'/]+/y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
]);

type Cursor = { readonly text: string; at: number };

const skip = (cursor: Cursor): void => {
  SPACE.lastIndex = cursor.at;
  SPACE.exec(cursor.text);
  cursor.at = Math.max(cursor.at, SPACE.lastIndex);
};

const readEscape = (cursor: Cursor): string => {
  const { text, at } = cursor;
  const char = text[at + 1] ?? '';
  const digits = char === 'u' ? 4 : char === 'x' ? 2 : 0;
  if (digits > 0) {
    const code = text.slice(at + 2, at + 2 + digits);
    if (code.length !== digits || !/^[0-9a-f]+$/i.test(code)) throw new Malformed('a broken escape', at);
    cursor.at += 2 + digits;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
  cursor.at += char === '\r' && text[at + 2] === '\n' ? 3 : 2;
  return char === '\r' ? '' : (ESCAPES.get(char) ?? char);
};

const readText = (cursor: Cursor): JsonNode => {
  const start = cursor.at;
  const quote = cursor.text[start];
  const parts: string[] = [];
  cursor.at += 1;
  for (let from = cursor.at; ; ) {
    const char = cursor.text[cursor.at];
    if (char === undefined || char === '\n') throw new Malformed('a text without its end', start);
    if (char === quote || char === '\\') parts.push(cursor.text.slice(from, cursor.at));
    if (char === quote) {
      cursor.at += 1;
      return { kind: 'text', value: parts.join(''), start, end: cursor.at };
    }
    if (char === '\\') {
      parts.push(readEscape(cursor));
      from = cursor.at;
    } else cursor.at += 1;
  }
};

const readWord = (
  cursor: Cursor,
): { readonly value: string; readonly start: number; readonly end: number } => {
  const start = cursor.at;
  WORD.lastIndex = start;
  const value = WORD.exec(cursor.text)?.[0];
  if (value === undefined) throw new Malformed('something that is no value', start);
  cursor.at = start + value.length;
  return { value, start, end: cursor.at };
};

const readObject = (cursor: Cursor, depth: number): JsonNode => {
  const start = cursor.at;
  const entries = new Map<string, JsonNode>();
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    if (cursor.text[cursor.at] === '}') break;
    const char = cursor.text[cursor.at];
    const key = char === '"' || char === "'" ? readText(cursor) : readWord(cursor);
    skip(cursor);
    if (cursor.text[cursor.at] !== ':') throw new Malformed('a key without a value', cursor.at);
    cursor.at += 1;
    entries.set('value' in key ? key.value : '', readValue(cursor, depth + 1));
    skip(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== '}') throw new Malformed('an object without its end', cursor.at);
  }
  cursor.at += 1;
  return { kind: 'object', entries, start, end: cursor.at };
};

const readArray = (cursor: Cursor, depth: number): JsonNode => {
  const start = cursor.at;
  const items: JsonNode[] = [];
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    if (cursor.text[cursor.at] === ']') break;
    items.push(readValue(cursor, depth + 1));
    skip(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== ']') throw new Malformed('a list without its end', cursor.at);
  }
  cursor.at += 1;
  return { kind: 'array', items, start, end: cursor.at };
};

const readValue = (cursor: Cursor, depth: number): JsonNode => {
  skip(cursor);
  if (depth > MAX_DEPTH) throw new Malformed('nesting deeper than any person writes', cursor.at);
  const char = cursor.text[cursor.at];
  if (char === '{') return readObject(cursor, depth);
  if (char === '[') return readArray(cursor, depth);
  if (char === '"' || char === "'") return readText(cursor);
  return { kind: 'other', ...readWord(cursor) };
};

/** Reads JSON5 (and so JSON, with comments and trailing commas): bounded in size and depth, linear, never throws. A key that is repeated has its last value. */
export const readJson5 = (text: string): JsonReading => {
  if (text.length > MAX_TEXT)
    return { kind: 'malformed', reason: `it has more than ${MAX_TEXT} characters`, at: 0 };
  const cursor: Cursor = { text, at: 0 };
  try {
    const node = readValue(cursor, 0);
    skip(cursor);
    if (cursor.at < text.length) throw new Malformed('something behind its end', cursor.at);
    return { kind: 'value', node };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'malformed', reason: `it has ${error.message}`, at: error.at };
  }
};

/** The value of a key, where `node` is an object that has it. */
export const memberOf = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.kind === 'object' ? node.entries.get(key) : undefined;

/** The texts of a list, or the one text that stands in its place. */
export const textsOfJson = (node: JsonNode | undefined): readonly string[] =>
  node?.kind === 'text'
    ? [node.value]
    : node?.kind === 'array'
      ? node.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []))
      : [];
