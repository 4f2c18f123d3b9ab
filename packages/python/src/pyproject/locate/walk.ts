import { pastBlank, pastScalar, pastString, readKey } from './scan.ts';
import { see, type Sought } from './sought.ts';

/** Deeper than what smol-toml reads. */
const DEEPEST = 1001;

type Place = Sought | undefined;

/*
 * Each of these takes the offset where something begins and gives the one where it ends, or undefined where it sees
 * something that it does not understand: then nothing behind it is located.
 */

const pastArray = (text: string, from: number, place: Place, depth: number): number | undefined => {
  let at = from + 1;
  for (let index = 0; ; index += 1) {
    at = pastBlank(text, at, true);
    if (text[at] === ']') return at + 1;
    const item = place?.below.get(index);
    see(item, at, true);
    const end = pastValue(text, at, item, depth);
    if (end === undefined) return undefined;
    at = pastBlank(text, end, true);
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') return undefined;
    at += 1;
  }
};

const pastInlineTable = (text: string, from: number, place: Place, depth: number): number | undefined => {
  let at = from + 1;
  for (;;) {
    at = pastBlank(text, at, true);
    if (text[at] === '}') return at + 1;
    const end = pastPair(text, at, place, depth);
    if (end === undefined) return undefined;
    at = pastBlank(text, end, true);
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') return undefined;
    at += 1;
  }
};

const pastValue = (text: string, at: number, place: Place, depth: number): number | undefined => {
  const first = text[at];
  if (first === '"' || first === "'") return pastString(text, at);
  if (first !== '[' && first !== '{') return pastScalar(text, at);
  if (depth >= DEEPEST) return undefined;
  return first === '[' ? pastArray(text, at, place, depth + 1) : pastInlineTable(text, at, place, depth + 1);
};

const pastPair = (text: string, from: number, table: Place, depth: number): number | undefined => {
  const key = readKey(text, from);
  if (key === undefined || text[key.end] !== '=') return undefined;
  let place = table;
  for (const [i, { name, at }] of key.parts.entries()) {
    place = place?.below.get(name);
    see(place, at, i === key.parts.length - 1);
  }
  return pastValue(text, pastBlank(text, key.end + 1, false), place, depth);
};

/** The table that a header opens: on the way to it, an array of tables stands for its last one. TOML 1.0, Array of Tables. */
const pastHeader = (
  text: string,
  from: number,
  root: Sought,
): { readonly table: Place; readonly end: number } | undefined => {
  const array = text.startsWith('[[', from);
  const key = readKey(text, from + (array ? 2 : 1));
  const close = array ? ']]' : ']';
  if (key === undefined || !text.startsWith(close, key.end)) return undefined;
  let place: Place = root;
  for (const [i, { name, at }] of key.parts.entries()) {
    const last = i === key.parts.length - 1;
    const named: Place = place?.below.get(name);
    see(named, at, last);
    if (named !== undefined && last && array) named.tables += 1;
    place = named !== undefined && named.tables > 0 ? named.below.get(named.tables - 1) : named;
    if (place !== named) see(place, at, last);
  }
  return { table: place, end: key.end + close.length };
};

/** Goes through a TOML document once and notes where that stands which is sought; stops where it does not understand. */
export const walk = (text: string, root: Sought): void => {
  let table: Place = root;
  for (let at = pastBlank(text, 0, true); at < text.length; at = pastBlank(text, at, true)) {
    let end: number | undefined;
    if (text[at] === '[') {
      const header = pastHeader(text, at, root);
      table = header?.table;
      end = header?.end;
    } else end = pastPair(text, at, table, 0);
    if (end === undefined) return;
    at = pastBlank(text, end, false);
    if (at < text.length && !'#\r\n'.includes(text[at] ?? '')) return;
  }
};
