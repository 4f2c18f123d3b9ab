/** One logical line: continuation lines joined, comments gone. */
export type LogicalLine = {
  readonly text: string;
  /** Of its first physical line, from 1. */
  readonly line: number;
};

/** `#` begins a comment at the beginning of a line and after white space only: URLs have fragments. */
const withoutComment = (text: string): string => {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1))
    if (at === 0 || /\s/.test(text[at - 1] ?? '')) return text.slice(0, at);
  return text;
};

const isComment = (text: string): boolean => text.trimStart().startsWith('#');

/** The logical lines of a requirements file that say something, as pip joins them (pip, "Requirements File Format"). Linear. */
export const logicalLines = (text: string): readonly LogicalLine[] => {
  const found: LogicalLine[] = [];
  let parts: string[] = [];
  let start = 0;
  const finish = (): void => {
    const joined = withoutComment(parts.join('')).trim();
    if (joined !== '') found.push({ text: joined, line: start });
    parts = [];
  };
  for (const [index, physical] of text.split(/\r\n|[\n\r]/).entries()) {
    if (parts.length === 0) start = index + 1;
    // A comment ends a line that was to be continued.
    if (isComment(physical)) {
      parts.push(` ${physical}`);
      finish();
    } else if (physical.endsWith('\\')) parts.push(physical.slice(0, -1));
    else {
      parts.push(physical);
      finish();
    }
  }
  finish();
  return found;
};
