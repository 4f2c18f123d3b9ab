import { sanitize } from '../text/sanitize.ts';
import { shorten } from '../text/shorten.ts';
import { LONGEST_GLOB } from './glob.ts';

export type Say = (at: string, message: string) => void;
export type Table = Readonly<Record<string, unknown>>;

/** A received value, short and visible, for the end of a message. */
export const received = (value: unknown): string => {
  if (typeof value === 'string') return `"${sanitize(shorten(value, 60))}"`;
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return `${value}`;
  return value === undefined || value === null ? 'nothing' : 'a table';
};

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** An own property only: a policy cannot be completed by a prototype. */
export const own = (table: Table, key: string): unknown =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const refuseUnknownKeys = (table: Table, known: readonly string[], prefix: string, say: Say): void => {
  for (const key of Object.keys(table)) {
    if (!known.includes(key)) {
      const shown = sanitize(shorten(key, 60));
      say(`${prefix}${shown}`, `unknown key "${shown}"; expected one of ${known.join(', ')}`);
    }
  }
};

export const readText = (table: Table, key: string, at: string, say: Say): string | undefined => {
  const value = own(table, key);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  say(`${at}.${key}`, `${key} must be a string that is not empty; found ${received(value)}`);
  return undefined;
};

export const readGlob = (table: Table, key: string, at: string, say: Say): string | undefined => {
  const value = readText(table, key, at, say);
  if (value === undefined || value.length <= LONGEST_GLOB) return value;
  say(`${at}.${key}`, `${key} must be a glob of at most ${LONGEST_GLOB} characters; found ${value.length}`);
  return undefined;
};

/** An array of globs that may be absent. */
export const readGlobs = (table: Table, key: string, say: Say): readonly string[] | undefined => {
  const value = own(table, key);
  if (value === undefined) return undefined;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const wrong = listed.find((one) => typeof one !== 'string' || one === '' || one.length > LONGEST_GLOB);
  const globs = listed.filter((one) => typeof one === 'string');
  if (globs.length === listed.length && wrong === undefined) return globs;
  say(
    key,
    `${key} must be an array of globs such as ["**"]; found ${received(Array.isArray(value) ? wrong : value)}`,
  );
  return undefined;
};

/** A boolean that may be absent; `false` is as good as absent. */
export const readFlag = (table: Table, key: string, at: string, say: Say): true | undefined => {
  const value = own(table, key);
  if (value === undefined || value === false) return undefined;
  if (value === true) return true;
  say(`${at}.${key}`, `${key} must be true or false; found ${received(value)}`);
  return undefined;
};

/** One of a few words, or nothing. */
export const readWord = <W extends string>(
  table: Table,
  key: string,
  words: readonly W[],
  at: string,
  say: Say,
): W | undefined => {
  const value = own(table, key);
  if (value === undefined) return undefined;
  const word = words.find((one) => one === value);
  if (word === undefined) {
    say(
      at === '' ? key : `${at}.${key}`,
      `${key} must be one of ${words.join(', ')}; found ${received(value)}`,
    );
  }
  return word;
};

/** The tables of an array of tables, each with its place in the file. */
export const tablesOf = (
  table: Table,
  key: string,
  say: Say,
): readonly { readonly value: Table; readonly at: string }[] => {
  const listed = own(table, key) ?? [];
  if (!Array.isArray(listed)) {
    say(key, `${key} must be tables ([[${key}]]); found ${received(listed)}`);
    return [];
  }
  return (listed as readonly unknown[]).flatMap((value, index) => {
    const at = `${key}[${index + 1}]`;
    if (isTable(value)) return [{ value, at }];
    say(at, `each ${key} must be a table ([[${key}]]); found ${received(value)}`);
    return [];
  });
};
