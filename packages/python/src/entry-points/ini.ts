import type { Collector } from '../file/collector.ts';
import { quote } from '../problem/quote.ts';
import { leadingSpace, strip } from '../version/space.ts';
import type { EntryPointCode } from './codes.ts';

/** An option of an INI file: its value's lines joined by `\n`. */
export type Option = {
  readonly group: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
};

export type Ini = { readonly options: readonly Option[]; readonly groups: readonly string[] };

const MOST_OPTIONS = 100_000;

type Open = {
  readonly group: string;
  readonly name: string;
  readonly line: number;
  readonly values: string[];
};

/**
 * Reads an INI file as Python's configparser does with `delimiters=('=',)`: sections, `name = value`, indented continuation lines,
 * whole-line comments with `#` and `;`. Where configparser raises, a problem is told and reading goes on. Linear.
 */
export const readIni = (text: string, problems: Pick<Collector<EntryPointCode>, 'add'>): Ini => {
  const options: Option[] = [];
  const groups: string[] = [];
  const seen = new Map<string, Set<string>>();
  let group: string | undefined;
  let open: Open | undefined;
  let indent = 0;
  let number = 0;
  const close = (): void => {
    if (open === undefined) return;
    const { values, ...rest } = open;
    while (values.at(-1) === '') values.pop();
    options.push({ ...rest, value: values.join('\n') });
    open = undefined;
  };
  // Not str.splitlines(): configparser's lines end at "\n" only.
  for (const line of text.split('\n')) {
    number += 1;
    const content = strip(line);
    if (content === '') {
      open?.values.push('');
      continue;
    }
    if (content.startsWith('#') || content.startsWith(';')) continue;
    const at = leadingSpace(line);
    if (open !== undefined && at > indent) {
      open.values.push(content);
      continue;
    }
    indent = at;
    const bracket = content.startsWith('[') ? content.lastIndexOf(']') : -1;
    if (bracket > 1) {
      close();
      group = content.slice(1, bracket);
      if (bracket !== content.length - 1)
        problems.add({
          code: 'text-after-group',
          message: `Text follows the group ${quote(content)}.`,
          line: number,
        });
      if (group === 'DEFAULT')
        problems.add({
          code: 'default-section',
          message: 'The group DEFAULT is copied into all others by configparser.',
          line: number,
        });
      else if (seen.has(group))
        problems.add({
          code: 'duplicate-group',
          message: `The group ${quote(group)} is there already.`,
          line: number,
        });
      if (!seen.has(group)) {
        seen.set(group, new Set());
        groups.push(group);
      }
      continue;
    }
    if (group === undefined) {
      problems.add({
        code: 'no-section',
        message: `The line stands before any [group]: ${quote(content)}.`,
        line: number,
      });
      continue;
    }
    const equals = content.indexOf('=');
    if (equals < 1) {
      // configparser keeps the option before it open, but raises in the end: what would continue it does not matter.
      problems.add({
        code: 'malformed-line',
        message: `The line is no "name = value": ${quote(content)}.`,
        line: number,
      });
      continue;
    }
    close();
    const name = strip(content.slice(0, equals));
    const names = seen.get(group);
    if (names?.has(name) === true)
      problems.add({
        code: 'duplicate-name',
        message: `${quote(name)} is there already in ${quote(group)}.`,
        line: number,
      });
    names?.add(name);
    if (options.length >= MOST_OPTIONS) {
      problems.add({
        code: 'too-large',
        message: `The file has more than ${MOST_OPTIONS} entry points; the rest was not read.`,
        line: number,
      });
      break;
    }
    open = { group, name, line: number, values: [strip(content.slice(equals + 1))] };
  }
  close();
  return { options, groups };
};
