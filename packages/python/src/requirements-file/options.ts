import type { Word } from './shell.ts';

/** Whether an option takes a value, and whether it belongs to the requirement on its line. */
type OptionFacts = {
  readonly value: boolean;
  readonly ofRequirement?: true;
  /** Some pips know it only: it makes no abbreviation ambiguous. */
  readonly rare?: true;
};

const flag: OptionFacts = { value: false };
const takes: OptionFacts = { value: true };
const own: OptionFacts = { value: true, ofRequirement: true };

/** The options of requirements files (pip, "Requirements File Format", "Supported options"), those of older and newer pips included. */
const OPTIONS: ReadonlyMap<string, OptionFacts> = new Map([
  ['--index-url', takes],
  ['--pypi-url', takes],
  ['--extra-index-url', takes],
  ['--no-index', flag],
  ['--constraint', takes],
  ['--requirement', takes],
  ['--editable', takes],
  ['--find-links', takes],
  ['--no-binary', takes],
  ['--only-binary', takes],
  ['--prefer-binary', flag],
  ['--require-hashes', flag],
  ['--pre', flag],
  ['--all-releases', { value: true, rare: true }],
  ['--only-final', { value: true, rare: true }],
  ['--trusted-host', takes],
  ['--use-feature', takes],
  ['--hash', own],
  ['--global-option', own],
  ['--install-option', { ...own, rare: true }],
  ['--config-settings', own],
  ['--config-setting', own],
]);

const SHORT: ReadonlyMap<string, string> = new Map([
  ['-i', '--index-url'],
  ['-c', '--constraint'],
  ['-r', '--requirement'],
  ['-e', '--editable'],
  ['-f', '--find-links'],
  ['-C', '--config-settings'],
]);

/** Spellings of one option. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['--pypi-url', '--index-url'],
  ['--config-setting', '--config-settings'],
]);

/** Whether it belongs to the requirement on its line: the others have no effect beside one. */
export const isOfRequirement = (name: string): boolean => OPTIONS.get(name)?.ofRequirement === true;

/** An option among words; `value` as a part of its word. */
export type FoundOption = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value?: { readonly text: string; readonly start: number; readonly end: number };
};

export type FoundOptions = {
  readonly options: readonly FoundOption[];
  /** Words that are no options and belong to none: pip passes over them. */
  readonly loose: readonly Word[];
  /** Why pip refuses the line, as one sentence. */
  readonly fault?: string;
};

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

/** The one option of which this is the beginning, as optparse allows. */
const longName = (written: string): { readonly name: string } | { readonly fault: string } => {
  if (OPTIONS.has(written)) return { name: written };
  const meant = [...OPTIONS].flatMap(([name, { rare }]) =>
    rare === undefined && name.startsWith(written) ? [name] : [],
  );
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return { name: only };
  return {
    fault:
      only === undefined
        ? `${shown(written)} is no option of requirements files`
        : `${shown(written)} may be ${meant.join(' or ')}`,
  };
};

/** Reads options as Python's optparse does: abbreviations, `--name=value`, `-rfile`, a value that begins with a dash. */
export const readOptions = (words: readonly Word[]): FoundOptions => {
  const options: FoundOption[] = [];
  const loose: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text, start } = word;
    if (text === '--') {
      loose.push(...words.slice(at + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      loose.push(word);
      continue;
    }
    const long = text.startsWith('--');
    const mark = long ? text.indexOf('=') : 2;
    const written = text.slice(0, mark === -1 ? text.length : mark);
    const found = long ? longName(written) : { name: SHORT.get(written) };
    if ('fault' in found) return { options, loose, fault: found.fault };
    const facts = OPTIONS.get(found.name ?? '');
    if (found.name === undefined || facts === undefined)
      return { options, loose, fault: `${shown(written)} is no option of requirements files` };
    const name = SAME.get(found.name) ?? found.name;
    const attached =
      mark === -1 || (!long && text.length === 2) ? undefined : text.slice(long ? mark + 1 : mark);
    if (!facts.value) {
      if (attached !== undefined) return { options, loose, fault: `${found.name} takes no value` };
      options.push({ name, start, end: word.end });
    } else if (attached !== undefined) {
      const from = word.plain ? word.end - attached.length : start;
      options.push({ name, start, end: word.end, value: { text: attached, start: from, end: word.end } });
    } else {
      const value = words[(at += 1)];
      if (value === undefined) return { options, loose, fault: `${found.name} has no value` };
      options.push({ name, start, end: value.end, value });
    }
  }
  return { options, loose };
};
