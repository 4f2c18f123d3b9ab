import type { Splice } from '../../fix/apply.ts';
import { scalarOf } from '../../yaml/get.ts';
import type { YamlStyle } from '../../yaml/types.ts';
import type { Dependabot } from '../dependabot/types.ts';
import { nextLine, spanOf, styleOf, type UpdatesStyle, written } from './style.ts';

/** Days that custody asks a new version to have been out: attacks on popular projects were found within one week. */
export const COOLDOWN_DAYS = 7;

/** An entry to be written. */
export type NewEntry = {
  readonly ecosystem: string;
  /** Below the root, without `/` at the ends; patterns where there are several. */
  readonly directories: readonly string[];
};

export type EntryTiming = { readonly interval: string; readonly day?: string; readonly quotes: YamlStyle };

/** The lines of an entry, as wide as the style says. */
export const entryLines = (
  { ecosystem, directories }: NewEntry,
  style: Pick<UpdatesStyle, 'dash' | 'key' | 'nested' | 'listed' | 'quotes' | 'folderQuotes'>,
  { interval, day, quotes }: EntryTiming,
): readonly string[] => {
  const pad = ' '.repeat(style.key);
  const below = ' '.repeat(style.key + style.nested);
  const lead = `${' '.repeat(style.dash)}-${' '.repeat(style.key - style.dash - 1)}`;
  const item = `${' '.repeat(style.key + style.listed)}- `;
  const [only = '', ...others] = directories;
  return [
    `${lead}package-ecosystem: ${written(ecosystem, style.quotes)}`,
    ...(others.length === 0
      ? [`${pad}directory: ${written(`/${only}`, style.folderQuotes)}`]
      : [
          `${pad}directories:`,
          ...directories.map((one) => `${item}${written(`/${one}`, style.folderQuotes)}`),
        ]),
    `${pad}schedule:`,
    `${below}interval: ${written(interval, quotes)}`,
    ...(day === undefined ? [] : [`${below}day: ${written(day, quotes)}`]),
    `${pad}cooldown:`,
    `${below}default-days: ${COOLDOWN_DAYS}`,
  ];
};

/** How often the other entries are looked at: as the last one of them. */
const timingOf = ({ updates }: Dependabot, { quotes }: UpdatesStyle): EntryTiming => {
  for (const { interval, schedule } of updates.toReversed())
    if (interval !== undefined && interval.value !== 'cron') {
      const day = scalarOf(schedule?.value, 'day')?.value;
      return { interval: interval.value, quotes: interval.style, ...(day !== undefined && { day }) };
    }
  return { interval: 'weekly', quotes };
};

/** Behind the last entry, and the comments that belong to it. */
const endOf = (config: Dependabot, { key }: UpdatesStyle): number | undefined => {
  const { file, updates } = config;
  const last = updates.at(-1);
  const span = last && spanOf(last.node);
  if (span === undefined) return undefined;
  let at = nextLine(file, span.last);
  for (;;) {
    const comment = /^( *)#/.exec(file.text.slice(at, at + 200));
    if (comment === null || (comment[1]?.length ?? 0) < key) return at;
    const next = nextLine(file, at);
    if (next === at) return at;
    at = next;
  }
};

/** Puts entries behind the last one, written as the others are; `undefined` where that cannot be done line by line. */
export const appendEntries = (config: Dependabot, entries: readonly NewEntry[]): Splice | undefined => {
  const style = styleOf(config);
  const at = style && endOf(config, style);
  if (style === undefined || at === undefined) return undefined;
  const { file, lineBreak, spaced } = style;
  const timing = timingOf(config, style);
  const blocks = entries.map((one) => entryLines(one, style, timing).join(lineBreak));
  const body = blocks.join(lineBreak + (spaced ? lineBreak : ''));
  const lead = spaced ? lineBreak : '';
  const ended = at === 0 || file.text[at - 1] === '\n';
  return {
    range: file.rangeOf(at, at),
    text: ended ? `${lead}${body}${lineBreak}` : `${lineBreak}${lead}${body}`,
  };
};

/** The whole of a new configuration. */
export const newConfiguration = (entries: readonly NewEntry[]): string => {
  const style = { dash: 2, key: 4, nested: 2, listed: 2, quotes: 'plain', folderQuotes: 'plain' } as const;
  const timing = { interval: 'weekly', quotes: 'plain' } as const;
  const blocks = entries.map((one) => entryLines(one, style, timing).join('\n'));
  return `version: 2\nupdates:\n${blocks.join('\n\n')}\n`;
};
