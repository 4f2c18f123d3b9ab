import { type Cursor, columnOf, skipWhite, take, takeChar } from '../marker/cursor.ts';
import { normalizeName } from '../name/normalize.ts';
import type { NormalizedName } from '../name/types.ts';
import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import type { RequirementProblemCode } from './types.ts';

type Problem = TextProblem<RequirementProblemCode>;

// Greedy up to the last letter or digit; what cannot end a name must not follow it either.
const IDENTIFIER = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?![A-Za-z0-9._-])/y;

/** Reads a name (PEP 508, `identifier`). */
export const readName = (
  cursor: Cursor,
  code: 'requirement-name' | 'requirement-extras',
): string | Problem => {
  const column = columnOf(cursor);
  const name = take(cursor, IDENTIFIER);
  if (name !== undefined) return name;
  const what =
    code === 'requirement-name' ? 'A requirement starts with a project name' : 'An extra is a name';
  const found = quote(cursor.text.slice(cursor.position));
  return {
    code,
    column,
    message: `${what}, ASCII letters, digits, ".", "_", "-", beginning and ending with a letter or digit; found ${found}.`,
  };
};

/** Reads `[a, b]` if it stands here (PEP 508, `extras`); `[]` is no extras. */
export const readExtras = (cursor: Cursor): readonly NormalizedName[] | Problem => {
  if (!takeChar(cursor, '[')) return [];
  skipWhite(cursor);
  if (takeChar(cursor, ']')) return [];
  const extras = new Set<NormalizedName>();
  do {
    skipWhite(cursor);
    const name = readName(cursor, 'requirement-extras');
    if (typeof name !== 'string') return name;
    extras.add(normalizeName(name));
    skipWhite(cursor);
  } while (takeChar(cursor, ','));
  if (takeChar(cursor, ']')) return [...extras].sort();
  const message = 'Expected "," or "]" after an extra.';
  return { code: 'requirement-extras', column: columnOf(cursor), message };
};
