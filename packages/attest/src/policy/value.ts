import { quoted } from '../json/taker.ts';
import { MEMBERS } from './members.ts';

export type Say = (at: string, message: string) => void;

/** A table of a parsed policy: own members only. */
export type Table = {
  readonly at: string;
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  /** A text, or several. */
  readonly texts: (name: string) => readonly string[] | undefined;
  readonly word: <W extends string>(name: string, words: readonly W[]) => W | undefined;
  readonly whole: (name: string, least: number, most: number) => number | undefined;
  readonly day: (name: string) => string | undefined;
  readonly table: (name: string) => Table | undefined;
  readonly tables: (name: string) => readonly Table[];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return `${value}`;
  return value === undefined || value === null ? 'nothing' : 'a table';
};

const MAX_TEXT = 1000;
const MAX_ITEMS = 1000;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT;

const dayOf = (value: unknown): string | undefined => {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
};

/** Opens a table of which these are all the members that there may be; anything else in it is a problem. */
export const tableOf = (
  value: unknown,
  at: string,
  known: readonly string[],
  say: Say,
): Table | undefined => {
  if (!isObject(value)) {
    say(at, `a table is expected, not ${shown(value)}`);
    return undefined;
  }
  const place = (name: string): string => (at === '' ? name : `${at}.${name}`);
  for (const name of Object.keys(value))
    if (!known.includes(name))
      say(place(name), `unknown key ${quoted(name)}; expected one of ${known.join(', ')}`);
  const own = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const wrong = (name: string, wanted: string): undefined => {
    say(place(name), `${name} must be ${wanted}; found ${shown(own(name))}`);
    return undefined;
  };
  const nested = (name: string): readonly unknown[] | undefined => {
    const found = own(name) ?? [];
    if (Array.isArray(found) && found.length <= MAX_ITEMS) return found as readonly unknown[];
    return wrong(name, `at most ${MAX_ITEMS} tables`);
  };
  const table: Table = {
    at,
    has: (name) => own(name) !== undefined,
    text: (name) => {
      const found = own(name);
      return found === undefined || isText(found) ? found : wrong(name, 'a text that is not empty');
    },
    texts: (name) => {
      const found = own(name);
      if (found === undefined) return undefined;
      const all: readonly unknown[] = Array.isArray(found) ? found : [found];
      return all.length > 0 && all.length <= MAX_ITEMS && all.every(isText)
        ? all
        : wrong(name, 'a text that is not empty, or a list of them');
    },
    word: (name, words) => {
      const found = own(name);
      return found === undefined
        ? undefined
        : (words.find((word) => word === found) ?? wrong(name, `one of ${words.join(', ')}`));
    },
    whole: (name, least, most) => {
      const found = own(name);
      if (found === undefined) return undefined;
      return typeof found === 'number' && Number.isInteger(found) && found >= least && found <= most
        ? found
        : wrong(name, `a whole number from ${least} to ${most}`);
    },
    day: (name) => {
      const found = own(name);
      return found === undefined ? undefined : (dayOf(found) ?? wrong(name, 'a day written YYYY-MM-DD'));
    },
    table: (name) =>
      own(name) === undefined ? undefined : tableOf(own(name), place(name), MEMBERS[name] ?? [], say),
    tables: (name) =>
      (nested(name) ?? []).flatMap((item, index) => {
        const opened = tableOf(item, `${place(name)}[${index + 1}]`, MEMBERS[name] ?? [], say);
        return opened === undefined ? [] : [opened];
      }),
  };
  return table;
};
