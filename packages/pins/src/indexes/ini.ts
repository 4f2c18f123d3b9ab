import type { SourceFile } from '../repository/source.ts';

/** One value of an option: an option with several lines has several. Offsets are UTF-16 code units of the file. */
export type IniValue = {
  readonly section: string;
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const MOST = 10_000;

/** Options of an INI file as pip reads it: `name = value` or `name: value`, further values on indented lines. Linear; never throws. */
export const iniValues = ({ text }: SourceFile): readonly IniValue[] => {
  const found: IniValue[] = [];
  let section = '';
  let name = '';
  for (let at = 0; at < text.length && found.length < MOST; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + 4000)).replace(/\r$/, '');
    const content = line.trim();
    const header = /^\[([^\]]{1,200})\]/.exec(content);
    const option = /^([\w.-]{1,100})[ \t]*[=:][ \t]*/.exec(line);
    const put = (from: number): void => {
      const value = line.slice(from).trim();
      if (value === '') return;
      const start = at + from + line.slice(from).indexOf(value);
      found.push({ section, name, text: value, start, end: start + value.length });
    };
    if (content === '' || content.startsWith('#') || content.startsWith(';')) {
      // Comments and empty lines do not end a value.
    } else if (header !== null) {
      section = header[1] ?? '';
      name = '';
    } else if (option !== null) {
      name = (option[1] ?? '').toLowerCase().replaceAll('_', '-');
      put(option[0].length);
    } else if (/^[ \t]/.test(line) && name !== '') put(0);
    at = end + 1;
  }
  return found;
};
