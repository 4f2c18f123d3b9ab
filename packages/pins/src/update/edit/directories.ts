import type { Splice } from '../../fix/apply.ts';
import { directoryPath, matchesPath } from '../dependabot/glob.ts';
import type { Dependabot, UpdateEntry } from '../dependabot/types.ts';
import { columnOf, lineStart, nextLine, styleOf, written } from './style.ts';

/** The folders, written as one pattern where several lie in the same folder and nothing else does. */
export const asPatterns = (directories: readonly string[], others: readonly string[]): readonly string[] => {
  const parents = new Map<string, string[]>();
  for (const one of directories) {
    const parent = one.slice(0, Math.max(0, one.lastIndexOf('/')));
    const list = parents.get(parent);
    if (list === undefined) parents.set(parent, [one]);
    else list.push(one);
  }
  return [...parents].flatMap(([parent, list]) => {
    const pattern = `${parent}/*`;
    return list.length < 2 || parent === '' || others.some((one) => matchesPath(pattern, one))
      ? list
      : [pattern];
  });
};

const addToList = (
  config: Dependabot,
  entry: UpdateEntry,
  directories: readonly string[],
): Splice | undefined => {
  const { file } = config;
  const style = styleOf(config);
  const list = entry.directoryList;
  const last = entry.directories.at(-1);
  if (style === undefined || list === undefined || list.via !== undefined || last === undefined)
    return undefined;
  const texts = directories.map((one) => written(`/${one}`, last.style));
  if (list.flow) return { range: file.rangeOf(last.end, last.end), text: `, ${texts.join(', ')}` };
  const column = columnOf(file, last.start);
  if (column === undefined) return undefined;
  const lead = file.text.slice(lineStart(file, last.start), last.start);
  const lines = texts.map((one) => lead + one);
  const at = nextLine(file, last.end);
  return file.text[at - 1] === '\n'
    ? { range: file.rangeOf(at, at), text: lines.map((line) => line + style.lineBreak).join('') }
    : { range: file.rangeOf(at, at), text: lines.map((line) => style.lineBreak + line).join('') };
};

const makeList = (
  config: Dependabot,
  { directories, directoryEntry, directoryList }: UpdateEntry,
  more: readonly string[],
): Splice | undefined => {
  const { file } = config;
  const style = styleOf(config);
  const [only] = directories;
  if (
    style === undefined ||
    only === undefined ||
    directoryEntry === undefined ||
    directoryList !== undefined
  )
    return undefined;
  const column = columnOf(file, directoryEntry.key.start);
  if (column === undefined || only.via !== undefined) return undefined;
  const lead = `${' '.repeat(column + style.listed)}- `;
  const items = [file.text.slice(only.start, only.end), ...more.map((one) => written(`/${one}`, only.style))];
  return {
    range: file.rangeOf(directoryEntry.key.start, only.end),
    text: ['directories:', ...items.map((one) => lead + one)].join(style.lineBreak),
  };
};

/** Lets an entry look at more folders: items of its list, or a list in place of its one folder. */
export const addDirectories = (
  config: Dependabot,
  entry: UpdateEntry,
  directories: readonly string[],
): Splice | undefined => {
  const known = new Set(entry.directories.map(({ value }) => directoryPath(value)));
  const more = directories.filter((one) => !known.has(one));
  if (more.length === 0) return undefined;
  return entry.directoryList === undefined ? makeList(config, entry, more) : addToList(config, entry, more);
};
