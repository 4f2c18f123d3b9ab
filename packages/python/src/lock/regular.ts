/** What the reader holds on to: a text and a place in it. Below 0: something was met that it does not read. */
type Cursor = {
  readonly text: string;
  at: number;
  /** Keys that were read lately, by their first character and length: a lock has the same dozen a hundred thousand times. */
  readonly keys: string[];
};

type Members = Record<string, unknown>;

/** Control characters other than tab and line feed. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;

/** What no regular file has: escapes, and characters that TOML has nowhere. */
const isIrregular = (text: string): boolean => text.includes('\\') || CONTROL.test(text);

const DEEPEST = 32;

const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
const LINE = 0x0a;

const give = (cursor: Cursor): undefined => {
  cursor.at = -1;
  return undefined;
};

const isBare = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code === 0x2d;

const skipBlanks = (cursor: Cursor): number => {
  const { text } = cursor;
  let { at } = cursor;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; code = text.charCodeAt(at)) at += 1;
  cursor.at = at;
  return text.charCodeAt(at);
};

/** Blanks and line feeds: what may stand between the items of an array. */
const skipSpace = (cursor: Cursor): number => {
  let code = skipBlanks(cursor);
  while (code === LINE) {
    cursor.at += 1;
    code = skipBlanks(cursor);
  }
  return code;
};

const readKey = (cursor: Cursor): string => {
  const { text, at, keys } = cursor;
  let end = at;
  while (isBare(text.charCodeAt(end))) end += 1;
  cursor.at = end;
  const slot = ((text.charCodeAt(at) & 31) << 5) | ((end - at) & 31);
  const before = keys[slot];
  if (before !== undefined && before.length === end - at && text.startsWith(before, at)) return before;
  const key = text.slice(at, end);
  keys[slot] = key;
  return key;
};

/** A key that an object does not have yet, not even by inheritance. */
const isNew = (members: Members, key: string): boolean => key !== '' && members[key] === undefined;

const readString = (cursor: Cursor): string | undefined => {
  const { text, at } = cursor;
  const end = text.indexOf('"', at + 1);
  if (end === -1) return give(cursor);
  const value = text.slice(at + 1, end);
  if (value.includes('\n')) return give(cursor);
  cursor.at = end + 1;
  return value;
};

const isEnd = (code: number): boolean =>
  code === LINE ||
  code === SPACE ||
  code === 0x2c ||
  code === 0x7d ||
  code === 0x5d ||
  code === TAB ||
  Number.isNaN(code);

/** A whole number without a sign that every double holds. */
const readNumber = (cursor: Cursor): number | undefined => {
  const { text, at } = cursor;
  let end = at;
  let value = 0;
  for (let code = text.charCodeAt(end); code >= 0x30 && code <= 0x39; code = text.charCodeAt(end)) {
    value = value * 10 + (code - 0x30);
    end += 1;
  }
  const leading = text.charCodeAt(at) === 0x30 && end - at > 1;
  if (end === at || end - at > 15 || leading || !isEnd(text.charCodeAt(end))) return give(cursor);
  cursor.at = end;
  return value;
};

const readWord = (cursor: Cursor): boolean | number | undefined => {
  const { text, at } = cursor;
  for (const word of ['true', 'false'] as const) {
    if (!text.startsWith(word, at)) continue;
    if (!isEnd(text.charCodeAt(at + word.length))) return give(cursor);
    cursor.at = at + word.length;
    return word === 'true';
  }
  return readNumber(cursor);
};

const readArray = (cursor: Cursor, depth: number): readonly unknown[] | undefined => {
  const items: unknown[] = [];
  cursor.at += 1;
  for (let code = skipSpace(cursor); code !== 0x5d; code = skipSpace(cursor)) {
    items.push(readValue(cursor, depth + 1));
    if (cursor.at < 0) return undefined;
    const after = skipSpace(cursor);
    if (after === 0x2c) cursor.at += 1;
    else if (after !== 0x5d) return give(cursor);
  }
  cursor.at += 1;
  return items;
};

const readInline = (cursor: Cursor, depth: number): Members | undefined => {
  const members: Members = {};
  cursor.at += 1;
  if (skipBlanks(cursor) === 0x7d) {
    cursor.at += 1;
    return members;
  }
  for (;;) {
    if (!readMember(cursor, members, depth)) return undefined;
    const after = skipBlanks(cursor);
    cursor.at += 1;
    if (after === 0x7d) return members;
    if (after !== 0x2c) return give(cursor);
    skipBlanks(cursor);
  }
};

const readValue = (cursor: Cursor, depth: number): unknown => {
  if (depth > DEEPEST) return give(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === QUOTE) return readString(cursor);
  if (code === 0x7b) return readInline(cursor, depth);
  return code === 0x5b ? readArray(cursor, depth) : readWord(cursor);
};

/** `key = value` into the members; false where it is none, or the key stands there already. */
const readMember = (cursor: Cursor, members: Members, depth: number): boolean => {
  const key = readKey(cursor);
  if (!isNew(members, key) || skipBlanks(cursor) !== 0x3d) {
    give(cursor);
    return false;
  }
  cursor.at += 1;
  skipBlanks(cursor);
  const value = readValue(cursor, depth + 1);
  if (cursor.at < 0) return false;
  members[key] = value;
  return true;
};

/** Tables by header: which objects a header made, so that none is opened that a value made. */
type Tables = { readonly root: Members; readonly arrays: Set<unknown>; readonly opened: Set<unknown> };

/** The table that a header's path leads to before its last key: headers of what was not opened before are not read. */
const parentOf = ({ root, arrays, opened }: Tables, path: readonly string[]): Members | undefined => {
  let at = root;
  for (const key of path) {
    const value = at[key];
    const next: unknown = arrays.has(value) && Array.isArray(value) ? value.at(-1) : value;
    if (!opened.has(next)) return undefined;
    at = next as Members;
  }
  return at;
};

/** `[a.b]` or `[[a.b]]`: the new table that what follows goes into. */
const openTable = (cursor: Cursor, tables: Tables): Members | undefined => {
  const many = cursor.text.charCodeAt(cursor.at + 1) === 0x5b;
  cursor.at += many ? 2 : 1;
  const path = [readKey(cursor)];
  while (cursor.text.charCodeAt(cursor.at) === 0x2e) {
    cursor.at += 1;
    path.push(readKey(cursor));
  }
  const closing = many ? ']]' : ']';
  if (!cursor.text.startsWith(closing, cursor.at)) return give(cursor);
  cursor.at += closing.length;
  const last = path.pop() ?? '';
  const parent = parentOf(tables, path);
  if (parent === undefined || last === '') return give(cursor);
  const table: Members = {};
  const before = parent[last];
  if (before === undefined) parent[last] = many ? newArray(tables, table) : table;
  else if (many && tables.arrays.has(before) && Array.isArray(before)) before.push(table);
  else return give(cursor);
  tables.opened.add(table);
  return table;
};

const newArray = ({ arrays }: Tables, first: Members): readonly Members[] => {
  const array = [first];
  arrays.add(array);
  return array;
};

/**
 * Reads the part of TOML 1.0 that tools write when they write locks: bare keys, basic strings without escapes, whole numbers, booleans,
 * arrays, inline tables, tables whose parents were opened. Undefined for everything else, the malformed included: the whole standard is then
 * for the full reader, which gives the same value where both give one, and takes longer.
 */
export const readRegularToml = (text: string): Members | undefined => {
  if (isIrregular(text)) return undefined;
  const cursor: Cursor = { text, at: 0, keys: [] };
  const root: Members = {};
  const tables: Tables = { root, arrays: new Set(), opened: new Set<unknown>([root]) };
  let table: Members | undefined = root;
  for (let code = skipSpace(cursor); cursor.at < text.length; code = skipSpace(cursor)) {
    if (code === 0x23) {
      const end = text.indexOf('\n', cursor.at);
      cursor.at = end === -1 ? text.length : end;
    } else if (code === 0x5b) {
      table = openTable(cursor, tables);
      if (table === undefined) return undefined;
    } else if (!readMember(cursor, table, 0)) return undefined;
    const after = skipBlanks(cursor);
    if (after !== LINE && cursor.at < text.length) return undefined;
  }
  return root;
};
