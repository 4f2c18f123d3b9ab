import { type Collector, collector } from '../file/collector.ts';
import { decodeText } from '../file/decode.ts';
import { quote } from '../problem/quote.ts';
import type { EntryPointCode } from './codes.ts';
import { type Option, readIni } from './ini.ts';
import { readValue } from './reference.ts';
import type { EntryPoint, ParsedEntryPoints } from './types.ts';

type Problems = Pick<Collector<EntryPointCode>, 'add'>;

const SCRIPT_GROUPS: ReadonlySet<string> = new Set(['console_scripts', 'gui_scripts']);
// `\w` of Python's re: letters and numbers of any script, and the underscore.
// ASCII first: tables of Unicode take a millisecond to build, and most runs never need them.
const isGroup = (text: string): boolean =>
  /^\w+(?:\.\w+)*$/.test(text) || /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(text);
const isName = (text: string): boolean => /^[\w.-]+$/.test(text) || /^[\p{L}\p{N}_.-]+$/u.test(text);
/** Where a lone CR, VT, FF and their like end a line for readers that use str.splitlines(). */
const SPLITS = /\r(?!\n)|[\v\f\u001c-\u001e\u0085\u2028\u2029]/;

const checkSplits = (text: string, problems: Problems): void => {
  const found = SPLITS.exec(text);
  if (found === null) return;
  const before = text.slice(0, found.index);
  const line = before.split('\n').length;
  problems.add({
    code: 'line-splitting-character',
    message: `The character ${quote(found[0])} ends a line for some readers only.`,
    line,
    column: found.index - before.lastIndexOf('\n'),
  });
};

const checkName = ({ group, name, line }: Option, problems: Problems): void => {
  const at = { line, field: group };
  if (SCRIPT_GROUPS.has(group)) {
    if (!isName(name))
      problems.add({
        code: 'script-name',
        message: `The script name ${quote(name)} holds more than letters, numbers, "_", "." and "-".`,
        ...at,
      });
    else if (/^\.+$/.test(name))
      problems.add({
        code: 'script-dots',
        message: `The script name ${quote(name)} is a directory's name.`,
        ...at,
      });
  } else if (name.startsWith('['))
    problems.add({ code: 'entry-name', message: `The name ${quote(name)} begins with "[".`, ...at });
  else if (!isName(name))
    problems.add({
      code: 'entry-name-form',
      message: `The name ${quote(name)} holds more than letters, numbers, "_", "." and "-".`,
      ...at,
    });
};

const readEntry = (option: Option, problems: Problems): EntryPoint => {
  const { group, name, value, line } = option;
  const at = { line, field: group };
  checkName(option, problems);
  if (value.includes('\n'))
    problems.add({
      code: 'multiline-value',
      message: `The value of ${quote(name)} has more than one line.`,
      ...at,
    });
  if (value.includes('%'))
    problems.add({ code: 'interpolation', message: `The value of ${quote(name)} holds "%".`, ...at });
  const { reference, extras, brackets } = readValue(value);
  if (reference === undefined)
    problems.add({
      code: 'object-reference',
      message: `The value ${quote(value)} of ${quote(name)} is not of the form module:object.`,
      ...at,
    });
  else if (SCRIPT_GROUPS.has(group) && reference.attributes === undefined)
    problems.add({
      code: 'script-reference',
      message: `The script ${quote(name)} refers to a module, not to a function in it.`,
      ...at,
    });
  if (brackets === 'unsound')
    problems.add({
      code: 'extras',
      message: `The extras in ${quote(value)} are not names in brackets.`,
      ...at,
    });
  else if (extras.length > 0)
    problems.add({
      code: 'extras-used',
      message: `${quote(name)} asks for extras, which installers ignore.`,
      ...at,
    });
  return { group, name, value, ...(reference === undefined ? {} : { reference }), extras, line };
};

const checkScriptCases = (entries: readonly EntryPoint[], problems: Problems): void => {
  const seen = new Map<string, EntryPoint>();
  for (const entry of entries) {
    if (!SCRIPT_GROUPS.has(entry.group)) continue;
    const key = entry.name.toLowerCase();
    const before = seen.get(key);
    if (before === undefined) seen.set(key, entry);
    else if (before.name !== entry.name || before.group !== entry.group)
      problems.add({
        code: 'script-case',
        message: `The scripts ${quote(before.name)} and ${quote(entry.name)} are one file where case does not count.`,
        line: entry.line,
        field: entry.group,
      });
  }
};

/**
 * Reads entry_points.txt as Python's configparser would, case-sensitive and with `=` only. Names and values are given as written
 * whatever is wrong with them. Never throws; linear. Entry points specification; what PyPI refuses since May 2026.
 */
export const parseEntryPoints = (bytes: Uint8Array): ParsedEntryPoints => {
  const problems = collector<EntryPointCode>();
  const { text, problems: decoding } = decodeText(bytes);
  for (const problem of decoding) problems.add(problem);
  checkSplits(text, problems);
  const { options, groups } = readIni(text, problems);
  for (const group of groups)
    if (group !== 'DEFAULT' && !isGroup(group))
      problems.add({
        code: 'group-name',
        message: `The group ${quote(group)} is not words joined by dots.`,
        field: group,
      });
  const entryPoints = options.map((option) => readEntry(option, problems));
  checkScriptCases(entryPoints, problems);
  return { entryPoints, groups, problems: problems.done() };
};
