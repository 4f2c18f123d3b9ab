/** A place in a text that is read from left to right. */
export type Cursor = { readonly text: string; position: number };

/** What a sticky pattern matches here, moving past it. */
export const take = (cursor: Cursor, pattern: RegExp): string | undefined => {
  const { text, position } = cursor;
  pattern.lastIndex = position;
  // Tested, not executed: where it ended is all that is asked.
  if (!pattern.test(text)) return undefined;
  cursor.position = pattern.lastIndex;
  return text.slice(position, cursor.position);
};

/** Moves past spaces and tabs, the only white space of PEP 508; gives how many. */
export const skipWhite = (cursor: Cursor): number => {
  const from = cursor.position;
  for (let char = cursor.text[from]; char === ' ' || char === '\t'; char = cursor.text[cursor.position])
    cursor.position += 1;
  return cursor.position - from;
};

/** Moves past one character if it stands here. */
export const takeChar = (cursor: Cursor, char: string): boolean => {
  if (cursor.text.charAt(cursor.position) !== char) return false;
  cursor.position += 1;
  return true;
};

export const atEnd = (cursor: Cursor): boolean => cursor.position >= cursor.text.length;

/** Columns count from 1. */
export const columnOf = (cursor: Cursor): number => cursor.position + 1;
