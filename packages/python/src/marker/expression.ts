import type { TextProblem } from '../problem/types.ts';
import { type Cursor, columnOf, skipWhite, take, takeChar } from './cursor.ts';
import { readOperand, readOperator } from './operand.ts';
import type { Marker, MarkerProblemCode } from './types.ts';

type Answer = Marker | TextProblem<MarkerProblemCode>;

/** Deeper nesting has no meaning, and would exhaust the stack. */
const MAX_DEPTH = 64;

const AND = /and(?![A-Za-z0-9_])/y;
const OR = /or(?![A-Za-z0-9_])/y;

const readComparison = (cursor: Cursor): Answer => {
  const left = readOperand(cursor);
  if ('code' in left) return left;
  skipWhite(cursor);
  const operator = readOperator(cursor);
  if (typeof operator !== 'string') return operator;
  skipWhite(cursor);
  const right = readOperand(cursor);
  return 'code' in right ? right : { kind: 'compare', left, operator, right };
};

const readAtom = (cursor: Cursor, depth: number): Answer => {
  skipWhite(cursor);
  const column = columnOf(cursor);
  if (!takeChar(cursor, '(')) return readComparison(cursor);
  if (depth >= MAX_DEPTH)
    return { code: 'marker-depth', column, message: `More than ${MAX_DEPTH} parentheses in one another.` };
  const inner = readOr(cursor, depth + 1);
  if ('code' in inner || takeChar(cursor, ')')) return inner;
  const message = `The parenthesis of column ${column} is not closed here.`;
  return { code: 'marker-parenthesis', column: columnOf(cursor), message };
};

/** Items joined by one word; what is of the same kind already is taken in, for it means the same. */
const readJoined = (
  cursor: Cursor,
  kind: 'and' | 'or',
  word: RegExp,
  readItem: (cursor: Cursor) => Answer,
): Answer => {
  const items: Marker[] = [];
  do {
    const item = readItem(cursor);
    if ('code' in item) return item;
    if (item.kind === kind) items.push(...item.items);
    else items.push(item);
    skipWhite(cursor);
  } while (take(cursor, word) !== undefined);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind, items };
};

const readAnd = (cursor: Cursor, depth: number): Answer =>
  readJoined(cursor, 'and', AND, (at) => readAtom(at, depth));

/** Reads a marker from here on (PEP 508, `marker`), with white space on both sides. `and` binds closer than `or`. */
export const readOr = (cursor: Cursor, depth = 0): Answer =>
  readJoined(cursor, 'or', OR, (at) => readAnd(at, depth));
