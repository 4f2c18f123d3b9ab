import { type KeyPath, offsetOf, soughtOf } from './sought.ts';
import { walk } from './walk.ts';

export type { KeyPath } from './sought.ts';

/** Both from 1; the column in UTF-16 code units. */
export type KeyPlace = { readonly line: number; readonly column: number };

const placesOf = (text: string, offsets: Iterable<number>): ReadonlyMap<number, KeyPlace> => {
  const places = new Map<number, KeyPlace>();
  let line = 1;
  let start = 0;
  let next = text.indexOf('\n');
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    while (next >= 0 && next < offset) {
      line += 1;
      start = next + 1;
      next = text.indexOf('\n', start);
    }
    places.set(offset, { line, column: offset - start + 1 });
  }
  return places;
};

/**
 * Where each path stands in a TOML document that a parser has accepted: the first character of its key (of a table: in its
 * header), for an item of an array that of the value. A path that is not there stands where the nearest key above it does;
 * undefined where there is none, or where the document is not understood that far. Never throws; one pass, linear; remembers
 * nothing but what is asked for. TOML 1.0, and the line ends and comments that 1.1 allows in inline tables.
 */
export const locateKeys = (text: string, paths: readonly KeyPath[]): readonly (KeyPlace | undefined)[] => {
  const root = soughtOf(paths);
  walk(text, root);
  const offsets = paths.map((path) => offsetOf(root, path));
  const places = placesOf(
    text,
    offsets.filter((offset) => offset !== undefined),
  );
  return offsets.map((offset) => (offset === undefined ? undefined : places.get(offset)));
};
