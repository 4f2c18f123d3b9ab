const LONGEST = 300;

/** A text of the repository as code in a cell of a table: on one line, and nothing in it ends the code or the cell. */
export const codeCell = (text: string): string => {
  const line = text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .trim();
  const short =
    Array.from(line).length > LONGEST
      ? `${Array.from(line)
          .slice(0, LONGEST - 1)
          .join('')}…`
      : line;
  const ticks = Math.max(0, ...(short.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(ticks + 1);
  const pad = ticks > 0 ? ' ' : '';
  return `${fence}${pad}${short.replaceAll('|', '\\|')}${pad}${fence}`;
};
