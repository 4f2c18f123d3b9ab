import type { SourceFile } from '../repository/source.ts';
import type { YamlEntry, YamlMap } from '../yaml/types.ts';
import type { Splice } from './apply.ts';

/** The line break that a file uses. */
export const lineBreakOf = ({ text }: SourceFile): string => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');

/** The spaces (and dashes of a list, as spaces) before a character of a line. */
export const indentOf = ({ text }: SourceFile, index: number): string | undefined => {
  const before = text.slice(text.lastIndexOf('\n', index - 1) + 1, index);
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined;
};

const at = (file: SourceFile, index: number, text: string): Splice => ({
  range: file.rangeOf(index, index),
  text,
});

/** Puts lines in front of an entry of a block map, indented as it is. `undefined` where the map is written in braces or shared. */
export const insertBefore = (
  map: YamlMap,
  entry: YamlEntry,
  lines: readonly string[],
): Splice | undefined => {
  if (map.via !== undefined || map.flow) return undefined;
  const indent = indentOf(map.source, entry.key.start);
  if (indent === undefined) return undefined;
  const newline = lineBreakOf(map.source);
  return at(map.source, entry.key.start, lines.map((line) => `${line}${newline}${indent}`).join(''));
};

/** Puts lines in front of the first entry of a block map, indented as it is. `undefined` where the map is written in braces, empty or shared. */
export const insertFirst = (map: YamlMap, lines: readonly string[]): Splice | undefined => {
  const [first] = map.entries;
  return first && insertBefore(map, first, lines);
};

/** Puts lines behind the line on which an entry of a block map with a one-line value ends, indented as the entry. */
export const insertAfter = (map: YamlMap, entry: YamlEntry, lines: readonly string[]): Splice | undefined => {
  const { value, key } = entry;
  const { source } = map;
  if (map.via !== undefined || map.flow || value.kind !== 'scalar' || value.via !== undefined)
    return undefined;
  if (value.style === 'literal' || value.style === 'folded') return undefined;
  const indent = indentOf(source, key.start);
  if (indent === undefined) return undefined;
  const newline = source.text.indexOf('\n', value.end);
  const lineBreak = lineBreakOf(source);
  // In front of the next line, so that a comment can be put at the end of this one at the same time.
  if (newline !== -1)
    return at(source, newline + 1, lines.map((line) => `${indent}${line}${lineBreak}`).join(''));
  return at(source, source.text.length, lines.map((line) => `${lineBreak}${indent}${line}`).join(''));
};

/** Takes out the whole line of an entry whose value stands on it. `undefined` where it shares the line. */
export const removeLine = (map: YamlMap, entry: YamlEntry): Splice | undefined => {
  const { source } = map;
  const { key, value } = entry;
  if (
    map.flow ||
    value.kind !== 'scalar' ||
    /^[ ]*$/.exec(source.text.slice(source.text.lastIndexOf('\n', key.start - 1) + 1, key.start)) === null
  )
    return undefined;
  const start = source.text.lastIndexOf('\n', key.start - 1) + 1;
  const newline = source.text.indexOf('\n', value.end);
  return { range: source.rangeOf(start, newline === -1 ? source.text.length : newline + 1), text: '' };
};
