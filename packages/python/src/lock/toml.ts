import { parse, TomlError } from 'smol-toml';
import { readRegularToml } from './regular.ts';

/** A table as a Map, so that no key can be taken for something that every object has. */
export type Table = ReadonlyMap<string, unknown>;

export type TomlReading =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'malformed'; readonly message: string; readonly line?: number };

const NONE: readonly never[] = [];

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Reads TOML 1.0. Never throws. */
export const readToml = (text: string): TomlReading => {
  const regular = readRegularToml(text);
  if (regular !== undefined) return { kind: 'table', table: new Map(Object.entries(regular)) };
  try {
    return {
      kind: 'table',
      table: new Map(Object.entries(parse(text, { integersAsBigInt: 'asNeeded', maxDepth: 64 }))),
    };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
    return error instanceof TomlError
      ? { kind: 'malformed', message, line: error.line }
      : { kind: 'malformed', message };
  }
};

/** The value as a table; undefined where it is none. */
export const asTable = (value: unknown): Table | undefined =>
  isTable(value) ? new Map(Object.entries(value)) : undefined;

/** The tables of an array of tables; what is none is left out. */
export const asTables = (value: unknown): readonly Table[] =>
  Array.isArray(value) ? (value as readonly unknown[]).flatMap((item) => asTable(item) ?? []) : [];

/** The table itself, where no Map of it is needed: for what a file has ten thousands of. */
export const asPlain = (value: unknown): object | undefined => (isTable(value) ? value : undefined);

/** A text that is a table's own member; what every object inherits is none. */
export const plainText = (table: object, key: string): string | undefined => {
  const value: unknown = Object.hasOwn(table, key) ? (table as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** A table's own member; what every object inherits is none. */
export const plainAt = (table: object, key: string): unknown =>
  Object.hasOwn(table, key) ? (table as Record<string, unknown>)[key] : undefined;

/** The strings of an array; what is none is left out. */
export const plainTexts = (table: object, key: string): readonly string[] => {
  const value = plainAt(table, key);
  return Array.isArray(value)
    ? (value as readonly unknown[]).filter((item) => typeof item === 'string')
    : NONE;
};

export const textAt = (table: Table | undefined, key: string): string | undefined => {
  const value = table?.get(key);
  return typeof value === 'string' ? value : undefined;
};

/** The strings of an array; what is none is left out. */
export const textsAt = (table: Table, key: string): readonly string[] => {
  const value = table.get(key);
  return Array.isArray(value) ? (value as readonly unknown[]).filter((item) => typeof item === 'string') : [];
};
