import type { SourceFile } from '../repository/source.ts';
import { MAX_DEPTH, MAX_SCALAR } from './limits.ts';
import { flowAt, literalAt, type Found, plainAt, quotedAt } from './regular-scalars.ts';
import { linesOf, type Lines } from './regular-lines.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './types.ts';

/** Thrown within this file alone: something is written in a way that the whole reader has to look at. */
const IRREGULAR: unique symbol = Symbol('irregular');

const leave = (): never => {
  // oxlint-disable-next-line typescript/only-throw-error
  throw IRREGULAR;
};

/** What is read, and the line at which reading goes on. */
type Reader = { readonly source: SourceFile; readonly lines: Lines; line: number };

/** A node, and where the library would end a collection that it is the last of. */
type Read = { readonly node: YamlNode; readonly end: number };

const KEY = /[A-Za-z0-9_$][\w./$-]*(?= *:(?: |$))|"[\w ./-]*"(?=:(?: |$))|'[\w ./-]*'(?=:(?: |$))/my;

/** The next line that says something. */
const following = ({ lines, line }: Reader): number => {
  const next = lines.after(line);
  return next < 0 ? leave() : next;
};

const scalarOf = (source: SourceFile, { value, style, start, end }: Found): YamlScalar => ({
  kind: 'scalar',
  source,
  value,
  style,
  start,
  end,
  range: source.rangeOf(start, end),
});

/** The key at a place, and where what follows its colon begins. */
const keyAt = (
  { source }: Reader,
  at: number,
): { readonly key: YamlScalar; readonly after: number } | undefined => {
  const { text } = source;
  KEY.lastIndex = at;
  const written = KEY.exec(text)?.[0];
  if (written === undefined || text[at + written.length] !== ':') return undefined;
  const end = at + written.length;
  const style = written.startsWith('"') ? 'double' : written.startsWith("'") ? 'single' : 'plain';
  const value = style === 'plain' ? written : written.slice(1, -1);
  let after = end + 1;
  while (text[after] === ' ') after += 1;
  return { key: scalarOf(source, { value, style, start: at, end }), after };
};

/** The items of a list in brackets on one line. */
const flowSeq = ({ source }: Reader, start: number, items: readonly Found[], end: number): YamlSeq => ({
  kind: 'seq',
  source,
  range: source.rangeOf(start, end),
  flow: true,
  items: items.map((one) => scalarOf(source, one)),
});

/** A value that begins on the current line at `at`; `column` is that of the key or the dash before it. */
const readInline = (reader: Reader, at: number, column: number): Read => {
  const { source, lines } = reader;
  const { text } = source;
  const stop = lines.endOf(reader.line);
  const next = Math.min(stop + 1, text.length);
  const char = text[at] ?? '';
  if (char === '|' || char === '>') {
    const found = literalAt(text, lines, reader.line, at, column) ?? leave();
    reader.line = found.line;
    if (found.line < 0) leave();
    return { node: scalarOf(source, found), end: found.end };
  }
  if (char === '{' && /^\{\} *(?: #.*)?$/.test(text.slice(at, stop))) {
    reader.line = following(reader);
    const node: YamlMap = {
      kind: 'map',
      source,
      range: source.rangeOf(at, at + 2),
      flow: true,
      entries: [],
      byKey: new Map(),
    };
    return { node, end: next };
  }
  if (char === '[') {
    const { items, end } = flowAt(text, at, stop) ?? leave();
    reader.line = following(reader);
    if (lines.columnOf(reader.line) > column) leave();
    return { node: flowSeq(reader, at, items, end), end: next };
  }
  const found =
    (char === '"' || char === "'" ? quotedAt(text, at, stop) : plainAt(text, at, stop)) ?? leave();
  if (found.value.length > MAX_SCALAR) leave();
  reader.line = following(reader);
  // What stands deeper on the next line would go on with this one.
  if (lines.columnOf(reader.line) > column) leave();
  return { node: scalarOf(source, found), end: next };
};

/** What belongs to a key or a dash behind which nothing stands: the lines below, where they are deeper. */
const readBelow = (reader: Reader, after: number, column: number, inMap: boolean, depth: number): Read => {
  const { source, lines } = reader;
  const from = reader.line;
  const commented = source.text[after] === '#';
  reader.line = following(reader);
  const below = lines.columnOf(reader.line);
  const dash = below === column && inMap && lines.isDash(reader.line);
  if (below > column || dash) return readBlock(reader, below, dash, depth + 1);
  // Where comments follow a value that is none, the library counts them to it.
  if (commented || !inMap || !lines.areEmpty(from + 1, reader.line)) leave();
  return { node: scalarOf(source, { value: '', style: 'plain', start: after, end: after }), end: after };
};

const isNothing = (reader: Reader, at: number): boolean =>
  at >= reader.lines.endOf(reader.line) || reader.source.text[at] === '#';

const readValue = (reader: Reader, after: number, column: number, inMap: boolean, depth: number): Read =>
  isNothing(reader, after)
    ? readBelow(reader, after, column, inMap, depth)
    : readInline(reader, after, column);

/** A map whose first key stands at `at` on the current line, and the others in the same column. */
const readMap = (reader: Reader, at: number, column: number, depth: number): Read => {
  const { source, lines } = reader;
  const entries: YamlEntry[] = [];
  const byKey = new Map<string, YamlEntry>();
  let end = at;
  for (let here = at; ; here = lines.startOf(reader.line) + column) {
    const { key, after } = keyAt(reader, here) ?? leave();
    if (byKey.has(key.value)) leave();
    const read = readValue(reader, after, column, true, depth);
    const entry = { key, value: read.node };
    entries.push(entry);
    byKey.set(key.value, entry);
    ({ end } = read);
    const below = lines.columnOf(reader.line);
    if (below > column) leave();
    if (below < column) break;
  }
  return { node: { kind: 'map', source, range: source.rangeOf(at, end), flow: false, entries, byKey }, end };
};

/** A list whose dashes stand in one column. `inMap`: the keys of the map around it stand in the same one. */
const readSeq = (reader: Reader, column: number, inMap: boolean, depth: number): Read => {
  const { source, lines } = reader;
  const start = lines.startOf(reader.line) + column;
  const items: YamlNode[] = [];
  let end = start;
  for (;;) {
    let at = lines.startOf(reader.line) + column + 1;
    while (source.text[at] === ' ') at += 1;
    if (lines.endOf(reader.line) > at && lines.isDashAt(at)) leave();
    const isMap = !isNothing(reader, at) && keyAt(reader, at) !== undefined;
    const read = isMap
      ? readMap(reader, at, at - lines.startOf(reader.line), depth + 1)
      : readValue(reader, at, column, false, depth);
    items.push(read.node);
    ({ end } = read);
    const below = lines.columnOf(reader.line);
    if (below > column) leave();
    if (below < column) break;
    if (!lines.isDash(reader.line)) {
      if (!inMap) leave();
      break;
    }
  }
  return { node: { kind: 'seq', source, range: source.rangeOf(start, end), flow: false, items }, end };
};

function readBlock(reader: Reader, column: number, inMap: boolean, depth: number): Read {
  // The whole reader counts the depth by its own rules: long before them it is asked.
  if (depth > MAX_DEPTH / 2) leave();
  const { lines } = reader;
  return lines.isDash(reader.line)
    ? readSeq(reader, column, inMap, depth)
    : readMap(reader, lines.startOf(reader.line) + column, column, depth);
}

/**
 * Reads a YAML file that is written as most are: maps and lists by their indentation, texts on one line or as `|`, no anchors, no tags, no
 * tabs. Answers what the whole reader would, many times as fast; `undefined` where anything else stands in it, however slight.
 */
export const readRegular = (source: SourceFile): YamlNode | undefined => {
  const lines = linesOf(source.text);
  if (lines === undefined) return undefined;
  const reader: Reader = { source, lines, line: lines.after(-1) };
  try {
    if (lines.columnOf(reader.line) !== 0) return undefined;
    const { node } = readBlock(reader, 0, false, 0);
    return reader.line === lines.count ? node : undefined;
  } catch (error) {
    if (error === IRREGULAR) return undefined;
    throw error;
  }
};
