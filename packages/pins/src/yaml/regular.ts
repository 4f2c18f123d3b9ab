import type { SourceFile } from '../repository/source.ts';
import { MAX_DEPTH, MAX_SCALAR } from './limits.ts';
import { flowAt } from './regular-flow.ts';
import { linesOf } from './regular-lines.ts';
import { closed, goOn, IRREGULAR, keyAt, leave, type Read, type Reader, scalarOf } from './regular-reader.ts';
import { literalAt, plainAt, quotedAt } from './regular-scalars.ts';
import type { YamlEntry, YamlNode } from './types.ts';

/** What stands in brackets or braces. */
const readFlow = (reader: Reader, start: number, column: number): Read => {
  const { source, lines } = reader;
  const { items, end, line } = flowAt(source.text, lines, reader.line, start, column) ?? leave();
  reader.line = line;
  const range = source.rangeOf(start, end);
  const stop = Math.min(lines.endOf(line) + 1, source.text.length);
  const more = goOn(reader, column);
  if (source.text[start] === '[') {
    const values = items.map(({ value }) => scalarOf(source, value));
    return { node: { kind: 'seq', source, range, flow: true, items: values }, end: stop, ...more };
  }
  const entries: YamlEntry[] = [];
  const byKey = new Map<string, YamlEntry>();
  for (const { key, value } of items) {
    if (key === undefined || byKey.has(key.value)) return leave();
    const entry = { key: scalarOf(source, key), value: scalarOf(source, value) };
    entries.push(entry);
    byKey.set(key.value, entry);
  }
  return { node: { kind: 'map', source, range, flow: true, entries, byKey }, end: stop, ...more };
};

/** A text that begins on the current line at `at`. */
const readText = (reader: Reader, at: number, column: number): Read => {
  const { source, lines } = reader;
  const { text } = source;
  const char = text[at] ?? '';
  const from = reader.line;
  const stop = lines.endOf(from);
  if (char === '|' || char === '>') {
    const found = literalAt(text, lines, from, at, column) ?? leave();
    reader.line = found.line;
    return { node: scalarOf(source, found), end: found.end, ...goOn(reader, column) };
  }
  const found =
    char === '"' || char === "'"
      ? { ...(quotedAt(text, at, stop) ?? leave()), line: from }
      : (plainAt(text, lines, from, at, column) ?? leave());
  if (found.value.length > MAX_SCALAR) leave();
  reader.line = found.line;
  const end = Math.min(lines.endOf(found.line) + 1, text.length);
  return { node: scalarOf(source, found), end, ...goOn(reader, column) };
};

/** A value that begins on the current line at `at`; `column` is that of the key or the dash before it. */
const readInline = (reader: Reader, at: number, column: number): Read => {
  const char = reader.source.text[at];
  const read = char === '{' || char === '[' ? readFlow(reader, at, column) : readText(reader, at, column);
  // What stands deeper on the next line would go on with this one.
  if (reader.lines.columnOf(reader.line) > column) leave();
  return read;
};

/** What belongs to a key or a dash behind which nothing stands: the lines below, where they are deeper. */
const readBelow = (reader: Reader, after: number, column: number, inMap: boolean, depth: number): Read => {
  const { source, lines } = reader;
  const from = reader.line;
  const commented = source.text[after] === '#';
  reader.line = lines.after(from);
  const below = lines.columnOf(reader.line);
  const dash = below === column && inMap && lines.isDash(reader.line);
  if (below > column && !lines.isDash(reader.line)) {
    const first = lines.firstOf(reader.line);
    if (keyAt(reader, first) === undefined)
      return /[|>]/.test(source.text[first] ?? '') ? leave() : readInline(reader, first, column);
  }
  if (below > column || dash) return readBlock(reader, below, dash, depth + 1);
  if (!inMap) leave();
  // The comments behind a value that is none are counted to it.
  const end = commented || lines.deepest(from + 1, reader.line) >= 0 ? lines.firstOf(reader.line) : after;
  return { node: scalarOf(source, { value: '', style: 'plain', start: after, end: after }), end };
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
  let read: Read;
  for (let here = at; ; here = lines.startOf(reader.line) + column) {
    const { key, after } = keyAt(reader, here) ?? leave();
    if (byKey.has(key.value)) leave();
    read = readValue(reader, after, column, true, depth);
    const entry = { key, value: read.node };
    entries.push(entry);
    byKey.set(key.value, entry);
    const below = lines.columnOf(reader.line);
    if (below > column) leave();
    if (below < column) break;
  }
  const range = source.rangeOf(at, read.end);
  return closed({ kind: 'map', source, range, flow: false, entries, byKey }, read, column);
};

/** A list whose dashes stand in one column. `inMap`: the keys of the map around it stand in the same one. */
const readSeq = (reader: Reader, column: number, inMap: boolean, depth: number): Read => {
  const { source, lines } = reader;
  const start = lines.startOf(reader.line) + column;
  const items: YamlNode[] = [];
  let read: Read;
  for (;;) {
    let at = lines.startOf(reader.line) + column + 1;
    while (source.text[at] === ' ') at += 1;
    if (lines.endOf(reader.line) > at && lines.isDashAt(at)) leave();
    const isMap = !isNothing(reader, at) && keyAt(reader, at) !== undefined;
    read = isMap
      ? readMap(reader, at, at - lines.startOf(reader.line), depth + 1)
      : readValue(reader, at, column, false, depth);
    items.push(read.node);
    const below = lines.columnOf(reader.line);
    if (below > column) leave();
    if (below < column) break;
    if (!lines.isDash(reader.line)) {
      if (!inMap || (read.comments?.column ?? -1) > column) leave();
      break;
    }
  }
  const range = source.rangeOf(start, read.end);
  return closed({ kind: 'seq', source, range, flow: false, items }, read, column);
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
 * Reads a YAML file that is written as most are: maps and lists by their indentation or of texts in brackets, texts that are plain, in quotes on
 * one line or below a `|`, no anchors, no tags, no tabs. Answers what the whole reader would, many times as fast; `undefined` where anything else stands in it, however slight.
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
