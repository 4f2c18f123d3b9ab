import { invalid } from '../problem/invalid.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid } from '../problem/types.ts';
import { atEnd, type Cursor, columnOf } from './cursor.ts';
import { readOr } from './expression.ts';
import type { Marker, MarkerProblemCode } from './types.ts';

/** Reads an environment marker, `python_version < "3.11" and extra == "test"` (PEP 508, "Environment Markers"). */
export const parseMarker = (text: string): Marker | Invalid<MarkerProblemCode> => {
  const cursor: Cursor = { text, position: 0 };
  const marker = readOr(cursor);
  if ('code' in marker) return { kind: 'invalid', problems: [marker] };
  if (atEnd(cursor)) return marker;
  const rest = quote(text.slice(cursor.position));
  return invalid('marker-end', columnOf(cursor), `Expected "and", "or" or the end; found ${rest}.`);
};
