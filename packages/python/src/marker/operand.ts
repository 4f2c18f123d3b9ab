import { quote } from '../problem/quote.ts';
import type { TextProblem } from '../problem/types.ts';
import { type Cursor, columnOf, take } from './cursor.ts';
import type { MarkerField, MarkerOperand, MarkerOperator, MarkerProblemCode } from './types.ts';
import { SET_FIELDS, STRING_FIELDS } from './types.ts';

/** Older spellings that PEP 508 keeps readable, besides `.` for `_`. */
const ALIASES: ReadonlyMap<string, MarkerField> = new Map([
  ...[...STRING_FIELDS, ...SET_FIELDS].map((field) => [field, field] as const),
  ['os.name', 'os_name'],
  ['sys.platform', 'sys_platform'],
  ['platform.version', 'platform_version'],
  ['platform.machine', 'platform_machine'],
  ['platform.python_implementation', 'platform_python_implementation'],
  ['python_implementation', 'platform_python_implementation'],
]);

const WORD = /[a-z_]+(?:\.[a-z_]+)?(?![A-Za-z0-9_])/y;
const TEXT = /'[^']*'|"[^"]*"/y;
const FORBIDDEN = /[\\\x00-\x08\x0a-\x1f\x7f]/;
const SYMBOL = /===|~=|==|!=|<=|>=|<|>/y;
const IN = /in(?![A-Za-z0-9_])/y;
const NOT_IN = /not[ \t]+in(?![A-Za-z0-9_])/y;

type Problem = TextProblem<MarkerProblemCode>;

/** Reads a field's name or a quoted text (PEP 508, `marker_var`). */
export const readOperand = (cursor: Cursor): MarkerOperand | Problem => {
  const start = cursor.position;
  const field = ALIASES.get(take(cursor, WORD) ?? '');
  if (field !== undefined) return { kind: 'field', field };
  cursor.position = start;
  const column = columnOf(cursor);
  const quoted = take(cursor, TEXT);
  if (quoted === undefined) {
    const message = `A marker compares fields and quoted texts; ${quote(cursor.text.slice(start))} is neither.`;
    return { code: 'marker-operand', column, message };
  }
  const text = quoted.slice(1, -1);
  const at = text.search(FORBIDDEN);
  // PEP 508's texts have no escapes; readers that took them for Python's would see another text than the others.
  if (at < 0) return { kind: 'text', text };
  const message = `A quoted text has no backslash and no control character; ${quote(text)} has one.`;
  return { code: 'marker-text', column: column + 1 + at, message };
};

/** Reads a comparison (PEP 508, `marker_op`). */
export const readOperator = (cursor: Cursor): MarkerOperator | Problem => {
  if (take(cursor, IN) !== undefined) return 'in';
  if (take(cursor, NOT_IN) !== undefined) return 'not in';
  const symbol = take(cursor, SYMBOL);
  if (symbol !== undefined) return symbol as MarkerOperator;
  const rest = cursor.text.slice(cursor.position);
  const message = `Expected one of <=, <, !=, ==, >=, >, ~=, ===, in, not in; found ${quote(rest)}.`;
  return { code: 'marker-operator', column: columnOf(cursor), message };
};
