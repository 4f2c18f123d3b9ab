import type { Splice } from '../../fix/apply.ts';
import type { YamlScalar } from '../../yaml/types.ts';
import type { Dependabot, UpdateEntry } from '../dependabot/types.ts';
import { lineStart, nextLine, spanOf, styleOf } from './style.ts';

/** The start of the comment lines that stand right above a line, as deep as it or deeper. */
const aboveOf = (text: string, start: number, column: number): number => {
  let at = start;
  while (at > 0) {
    const before = text.lastIndexOf('\n', at - 2) + 1;
    const comment = /^( *)#/.exec(text.slice(before, at));
    if (comment === null || (comment[1]?.length ?? 0) < column) break;
    at = before;
  }
  return at;
};

/** Takes out an entry, with the comments right above it and one empty line; never the last one that is left. */
export const removeEntry = (config: Dependabot, entry: UpdateEntry): Splice | undefined => {
  const { file, updates } = config;
  const style = styleOf(config);
  const span = spanOf(entry.node);
  if (style === undefined || span === undefined || updates.length < 2) return undefined;
  const start = aboveOf(file.text, lineStart(file, span.first), style.dash);
  let end = nextLine(file, span.last);
  const isLast = entry === updates.at(-1);
  // One of the two empty lines around it goes too.
  if (!isLast) {
    const blank = /^[ \t]*\r?\n/.exec(file.text.slice(end, end + 200));
    if (blank !== null) end += blank[0].length;
    return { range: file.rangeOf(start, end), text: '' };
  }
  const before = /\n([ \t]*\r?\n)$/.exec(file.text.slice(0, start));
  return { range: file.rangeOf(start - (before?.[1]?.length ?? 0), end), text: '' };
};

/** Takes one folder out of an entry's list, where it stands on a line of its own and is not the only one. */
export const removeDirectory = (
  config: Dependabot,
  entry: UpdateEntry,
  directory: YamlScalar,
): Splice | undefined => {
  const { file } = config;
  const list = entry.directoryList;
  if (list === undefined || list.flow || list.via !== undefined || list.items.length < 2) return undefined;
  const start = lineStart(file, directory.start);
  if (!/^ *- *$/.test(file.text.slice(start, directory.start))) return undefined;
  return { range: file.rangeOf(start, nextLine(file, directory.end)), text: '' };
};
