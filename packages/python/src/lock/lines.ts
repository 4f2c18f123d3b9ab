import { locateKeys } from '../pyproject/locate/locate.ts';

/**
 * The line of each table of an array of tables, from 1. Most files tell it at a glance: where no string has several lines, a header is a
 * header wherever it stands at the beginning of a line. Others are gone through key by key. TOML 1.0, "Array of Tables".
 */
export const tableLines = (text: string, key: string, count: number): readonly (number | undefined)[] => {
  if (count === 0) return [];
  if (!text.includes('"""') && !text.includes("'''")) {
    const lines = headerLines(text, key);
    if (lines.length === count) return lines;
  }
  return locateKeys(
    text,
    Array.from({ length: count }, (_, index) => [key, index]),
  ).map((place) => place?.line);
};

const headerLines = (text: string, key: string): readonly number[] => {
  const header = `[[${key}]]`;
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  for (let at = text.indexOf(header); at !== -1; at = text.indexOf(header, at + header.length)) {
    for (let end = text.indexOf('\n', from); end !== -1 && end < at; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    if (/^[ \t]*$/.test(text.slice(from, Math.min(at, from + 1000))) && at - from < 1000) lines.push(line);
  }
  return lines;
};
