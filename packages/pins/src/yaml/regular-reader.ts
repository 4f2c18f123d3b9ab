import type { SourceFile } from '../repository/source.ts';
import type { Lines } from './regular-lines.ts';
import type { Found } from './regular-scalars.ts';
import type { YamlNode, YamlScalar } from './types.ts';

/** Thrown by the reader of regular files alone: something is written in a way that the whole reader has to look at. */
export const IRREGULAR: unique symbol = Symbol('irregular');

export const leave = (): never => {
  // oxlint-disable-next-line typescript/only-throw-error
  throw IRREGULAR;
};

/** What is read, and the line at which reading goes on. */
export type Reader = { readonly source: SourceFile; readonly lines: Lines; line: number };

/** Comments behind a value: the column of the deepest, and where a collection would end that holds them. */
type Comments = { readonly column: number; readonly end: number };

/** A node, and where the library would end a collection that it is the last of. */
export type Read = { readonly node: YamlNode; readonly end: number; readonly comments?: Comments };

const KEY = /[A-Za-z0-9_$][\w./$-]*(?= *:(?: |$))|"[\w ./-]*"(?=:(?: |$))|'[\w ./-]*'(?=:(?: |$))/my;

/** Goes on to the next line that says something, behind a value of the collection in `column`. */
export const goOn = (reader: Reader, column: number): Pick<Read, 'comments'> => {
  const { lines, line } = reader;
  reader.line = lines.after(line);
  if (reader.line === line + 1) return {};
  const deepest = lines.deepest(line + 1, reader.line);
  if (deepest < 0) return {};
  // What is deeper than the collection belongs to the value: that matters where no other follows.
  if (deepest > column && lines.columnOf(reader.line) !== column) leave();
  return { comments: { column: deepest, end: lines.firstOf(reader.line) } };
};

/** A collection in `column` that ends behind `last`. It holds the comments that are as deep as it is; others belong to one around it. */
export const closed = (node: YamlNode, { end, comments }: Omit<Read, 'node'>, column: number): Read => {
  if (comments === undefined) return { node, end };
  return column > 0 && comments.column >= column ? { node, end: comments.end } : { node, end, comments };
};

export const scalarOf = (source: SourceFile, { value, style, start, end }: Found): YamlScalar => ({
  kind: 'scalar',
  source,
  value,
  style,
  start,
  end,
  range: source.rangeOf(start, end),
});

/** The key at a place, and where what follows its colon begins. */
export const keyAt = (
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
