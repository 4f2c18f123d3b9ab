/** An entry of a lock, as far as its first lines tell. Offsets are UTF-16 code units of the name. */
export type Glance = {
  readonly name: string;
  readonly start: number;
  readonly from: 'index' | 'local' | 'elsewhere';
};

const HEADER = '[[package]]\n';
const NAME = /name = "([A-Za-z0-9][A-Za-z0-9._-]{0,200})"\n/y;
const SOURCE = /^source = \{ (registry|virtual|editable|directory|path|git|url) = /m;

/** What says that an entry is not of an index, in the formats that say it with keys of their own. */
const ELSEWHERE = /^(?:\[package\.source\]|(?:git|path|url|editable|hg|file) = )/m;

/** Lines of an entry in which its source stands. */
const HEAD = 600;

const fromOf = (block: string, uv: boolean): Glance['from'] | undefined => {
  if (!uv) return ELSEWHERE.test(block) ? undefined : 'index';
  const source = SOURCE.exec(block.slice(0, HEAD))?.[1];
  if (source === undefined) return undefined;
  if (source === 'registry') return 'index';
  return source === 'git' || source === 'url' ? 'elsewhere' : 'local';
};

/**
 * The names of a lock that is written as its tool writes it (uv, Poetry, PDM), without taking the rest of it apart: the names are a
 * hundredth of it. `undefined` where anything is unusual: then it is read in full. What is wrong with the rest is not said here.
 */
export const glanceAt = (text: string, format: 'uv' | 'poetry' | 'pdm'): readonly Glance[] | undefined => {
  if (text.includes('"""') || text.includes("'''") || text.includes('\r')) return undefined;
  const found: Glance[] = [];
  let at = text.startsWith(HEADER) ? 0 : text.indexOf(`\n${HEADER}`) + 1;
  if (at === 0 && !text.startsWith(HEADER)) return undefined;
  while (at < text.length) {
    const next = text.indexOf(`\n${HEADER}`, at + HEADER.length - 1);
    const end = next === -1 ? text.length : next + 1;
    NAME.lastIndex = at + HEADER.length;
    const name = NAME.exec(text)?.[1];
    const from = name && fromOf(text.slice(at, end), format === 'uv');
    if (name === undefined || from === undefined || from === '') return undefined;
    found.push({ name, start: at + HEADER.length + 'name = "'.length, from });
    at = end;
  }
  // Every header is one of those that were seen.
  return text.split('[[package]]').length === found.length + 1 ? found : undefined;
};
