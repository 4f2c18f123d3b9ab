import { type Cursor, columnOf, skipWhite, take, takeChar } from '../marker/cursor.ts';
import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import { parseSpecifier } from '../specifier/clause.ts';
import type { Specifier } from '../specifier/types.ts';
import type { RequirementProblemCode, RequirementTarget } from './types.ts';

type Answer = RequirementTarget | TextProblem<RequirementProblemCode>;

const OPERATOR = /===|~=|==|!=|<=|>=|<|>/y;
const VERSION = /[^\s\x1c-\x1f\x85;,()]*/y;
const URL = /[^ \t]+/y;
const FORBIDDEN = /[\s\x00-\x1f\x7f\x85]/;

/** Clauses parted by commas, perhaps with a comma after the last (PEP 508, `version_many`). */
const readSpecifiers = (cursor: Cursor): readonly Specifier[] | TextProblem<RequirementProblemCode> => {
  const specifiers: Specifier[] = [];
  for (;;) {
    skipWhite(cursor);
    const column = columnOf(cursor);
    const operator = take(cursor, OPERATOR);
    if (operator === undefined) return specifiers;
    const space = skipWhite(cursor);
    const specifier = parseSpecifier(operator + ' '.repeat(space) + (take(cursor, VERSION) ?? ''), column);
    if (specifier.kind === 'invalid') return specifier.problems[0];
    specifiers.push(specifier);
    skipWhite(cursor);
    if (!takeChar(cursor, ',')) return specifiers;
  }
};

/** Reads what stands between name and marker: clauses, perhaps in parentheses (which may be empty, as old tools wrote). */
export const readVersions = (cursor: Cursor): Answer => {
  const opened = takeChar(cursor, '(');
  const specifiers = readSpecifiers(cursor);
  if ('code' in specifiers) return specifiers;
  skipWhite(cursor);
  if (opened && !takeChar(cursor, ')')) {
    const found = quote(cursor.text.slice(cursor.position));
    const message = `Expected "," or ")" after a version; found ${found}.`;
    return { code: 'requirement-parenthesis', column: columnOf(cursor), message };
  }
  return { kind: 'versions', specifiers: { kind: 'ok', specifiers } };
};

/** Reads what follows `@`. A `;` right after the URL is part of it: only white space ends a URL. */
export const readUrl = (cursor: Cursor): Answer => {
  skipWhite(cursor);
  const column = columnOf(cursor);
  const url = take(cursor, URL);
  if (url === undefined) return { code: 'requirement-url', column, message: 'Expected a URL after "@".' };
  const at = url.search(FORBIDDEN);
  if (at < 0) return { kind: 'url', url };
  const message = `The URL ${quote(url)} has a control character or other white space in it.`;
  return { code: 'requirement-url', column: column + at, message };
};
