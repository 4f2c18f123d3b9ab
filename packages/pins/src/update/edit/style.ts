import { lineBreakOf } from '../../fix/insert.ts';
import type { SourceFile } from '../../repository/source.ts';
import { entriesOf } from '../../yaml/get.ts';
import type { YamlNode, YamlSeq, YamlStyle } from '../../yaml/types.ts';
import type { Dependabot } from '../dependabot/types.ts';

/** How a configuration is written: what is added looks like what is there. Columns count from 0. */
export type UpdatesStyle = {
  readonly file: SourceFile;
  /** Of the dash of an entry, and of its keys. */
  readonly dash: number;
  readonly key: number;
  /** From a key to the keys of the map below it, and to the dashes of the list below it. */
  readonly nested: number;
  readonly listed: number;
  readonly quotes: YamlStyle;
  /** Of folders. */
  readonly folderQuotes: YamlStyle;
  readonly lineBreak: string;
  /** Entries are parted by an empty line. */
  readonly spaced: boolean;
};

/** The column of a character, where nothing but blanks and dashes stands before it. */
export const columnOf = ({ text }: SourceFile, index: number): number | undefined => {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  return /^[ -]*$/.test(text.slice(start, index)) ? index - start : undefined;
};

/** The start of the line that a character stands on. */
export const lineStart = ({ text }: SourceFile, index: number): number =>
  text.lastIndexOf('\n', index - 1) + 1;

/** Behind the line break that ends the line of a character; the end of the file on its last line. */
export const nextLine = ({ text }: SourceFile, index: number): number => {
  const newline = text.indexOf('\n', index);
  return newline === -1 ? text.length : newline + 1;
};

/** The first and last character of what a node is written as. */
export const spanOf = (node: YamlNode): { readonly first: number; readonly last: number } | undefined => {
  if (node.kind === 'scalar') return { first: node.start, last: node.end };
  if (node.flow || node.via !== undefined) return undefined;
  const [head, tail] =
    node.kind === 'seq'
      ? [node.items[0], node.items.at(-1)]
      : [node.entries[0]?.key, node.entries.at(-1)?.value];
  const first = head && spanOf(head)?.first;
  const before = node.kind === 'map' ? node.entries.at(-1)?.key : undefined;
  const last = (tail && spanOf(tail)?.last) ?? before?.end;
  return first === undefined || last === undefined ? undefined : { first, last };
};

const listedBy = (dashes: YamlSeq | undefined, keyColumn: number, file: SourceFile): number | undefined => {
  const item = dashes?.flow === false ? dashes.items[0] : undefined;
  const first = item && spanOf(item)?.first;
  if (first === undefined) return undefined;
  const start = lineStart(file, first);
  const dash = file.text.slice(start, first).lastIndexOf('-');
  return dash === -1 ? undefined : dash - keyColumn;
};

/** The dashes of any list below a node's keys, as far from them as they stand. */
const listedIn = (node: YamlNode | undefined, file: SourceFile, depth = 0): number | undefined => {
  if (depth > 6) return undefined;
  for (const { key, value } of entriesOf(node)) {
    const column = columnOf(file, key.start);
    if (column === undefined) continue;
    const found = value.kind === 'seq' ? listedBy(value, column, file) : listedIn(value, file, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};

const makeStyle = ({ file, list, root, updates }: Dependabot): UpdatesStyle | undefined => {
  const [first] = updates;
  if (list === undefined || list.flow || list.via !== undefined || first === undefined) return undefined;
  const at = first.node.flow ? undefined : spanOf(first.node)?.first;
  const key = at === undefined ? undefined : columnOf(file, at);
  if (at === undefined || key === undefined) return undefined;
  const dash = file.text.slice(lineStart(file, at), at).indexOf('-');
  const owner = root.byKey.get('updates')?.key;
  if (dash === -1 || owner === undefined) return undefined;
  const inner = updates.flatMap(({ schedule }) => {
    const below = schedule && spanOf(schedule.value)?.first;
    const [from, to] = [schedule && columnOf(file, schedule.key.start), below && columnOf(file, below)];
    return from === undefined || to === undefined || to <= from ? [] : [to - from];
  })[0];
  const listed = updates.flatMap(({ node }) => listedIn(node, file) ?? [])[0];
  const starts = updates.slice(1).flatMap(({ node }) => spanOf(node)?.first ?? []);
  return {
    file,
    dash,
    key,
    nested: inner ?? 2,
    listed: listed ?? Math.max(0, dash - (columnOf(file, owner.start) ?? 0)),
    quotes: first.ecosystem?.style ?? 'double',
    folderQuotes: first.directories[0]?.style ?? first.ecosystem?.style ?? 'double',
    lineBreak: lineBreakOf(file),
    spaced: starts.some((one) =>
      /\n[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*[ -]*$/.test(file.text.slice(Math.max(0, one - 400), one)),
    ),
  };
};

const STYLES = new WeakMap<Dependabot, { readonly style: UpdatesStyle | undefined }>();

/** How a configuration writes its entries; `undefined` where it writes them so that lines cannot be added (in braces, by aliases). */
export const styleOf = (config: Dependabot): UpdatesStyle | undefined => {
  const known = STYLES.get(config) ?? { style: makeStyle(config) };
  STYLES.set(config, known);
  return known.style;
};

/** A text as its neighbours are written. */
export const written = (text: string, quotes: YamlStyle): string =>
  quotes === 'single'
    ? `'${text.replaceAll("'", "''")}'`
    : quotes === 'double' || !/^[\w/.][\w/.*-]*$/.test(text)
      ? JSON.stringify(text)
      : text;
