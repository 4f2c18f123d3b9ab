/** A place in a text that is read from left to right. */
export type Cursor = { readonly text: string; position: number };

const WHITE = /[ \t]*/y;

/** What a sticky pattern matches here, moving past it. */
export const take = (cursor: Cursor, pattern: RegExp): string | undefined => {
  pattern.lastIndex = cursor.position;
  const match = pattern.exec(cursor.text)?.[0];
  if (match !== undefined) cursor.position += match.length;
  return match;
};

/** Moves past spaces and tabs, the only white space of PEP 508; gives how many. */
export const skipWhite = (cursor: Cursor): number => (take(cursor, WHITE) ?? '').length;

/** Moves past one character if it stands here. */
export const takeChar = (cursor: Cursor, char: string): boolean => {
  if (cursor.text.charAt(cursor.position) !== char) return false;
  cursor.position += 1;
  return true;
};

export const atEnd = (cursor: Cursor): boolean => cursor.position >= cursor.text.length;

/** Columns count from 1. */
export const columnOf = (cursor: Cursor): number => cursor.position + 1;
