import type { Collector } from '../file/collector.ts';
import type { PyprojectCode } from './codes.ts';

export type Table = ReadonlyMap<string, unknown>;

/** Says what does not hold at a key: `project.dependencies[3]`. */
export type Say = (code: PyprojectCode, field: string, message: string) => void;

export const sayTo =
  (problems: Pick<Collector<PyprojectCode>, 'add'>): Say =>
  (code, field, message) =>
    problems.add({ code, message, field });

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'a table' : `a ${typeof value}`;
};

const wrong = (say: Say, field: string, wanted: string, value: unknown): undefined => {
  say('wrong-type', field, `${field} is ${kindOf(value)}, not ${wanted}.`);
  return undefined;
};

/** A table as a Map, so that no key can be taken for something that every object has. */
export const tableOf = (value: unknown, field: string, say: Say): Table | undefined => {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return wrong(say, field, 'a table', value);
  return new Map(Object.entries(value));
};

export const stringOf = (value: unknown, field: string, say: Say): string | undefined =>
  value === undefined || typeof value === 'string' ? value : wrong(say, field, 'a string', value);

export const stringsOf = (value: unknown, field: string, say: Say): readonly string[] | undefined => {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return wrong(say, field, 'an array of strings', value);
  return (value as readonly unknown[]).flatMap((item, i) => stringOf(item, `${field}[${i}]`, say) ?? []);
};

/** A table of strings. */
export const stringTableOf = (value: unknown, field: string, say: Say): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [key, item] of tableOf(value, field, say) ?? []) {
    const text = stringOf(item, `${field}.${key}`, say);
    if (text !== undefined) found.set(key, text);
  }
  return found;
};
