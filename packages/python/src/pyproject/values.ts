import type { Collector } from '../file/collector.ts';
import type { FileProblem } from '../file/types.ts';
import type { PyprojectCode } from './codes.ts';
import type { KeyPath } from './locate/locate.ts';

export type Table = ReadonlyMap<string, unknown>;

/** Says what does not hold at a key, or at an item of an array: `['project', 'dependencies', 3]`. */
export type Say = (code: PyprojectCode, path: KeyPath, message: string) => void;

/** A path as it is shown: `project.dependencies[3]`. */
export const fieldOf = (path: KeyPath): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');

/** Adds to the problems, and notes which path each of them means. */
export const sayTo =
  (problems: Pick<Collector<PyprojectCode>, 'add'>, paths: Pick<WeakMap<FileProblem, KeyPath>, 'set'>): Say =>
  (code, path, message) => {
    const problem = { code, message, field: fieldOf(path) };
    paths.set(problem, path);
    problems.add(problem);
  };

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'a table' : `a ${typeof value}`;
};

const wrong = (say: Say, path: KeyPath, wanted: string, value: unknown): undefined => {
  say('wrong-type', path, `${fieldOf(path)} is ${kindOf(value)}, not ${wanted}.`);
  return undefined;
};

/** A table as a Map, so that no key can be taken for something that every object has. */
export const tableOf = (value: unknown, path: KeyPath, say: Say): Table | undefined => {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return wrong(say, path, 'a table', value);
  return new Map(Object.entries(value));
};

export const stringOf = (value: unknown, path: KeyPath, say: Say): string | undefined =>
  value === undefined || typeof value === 'string' ? value : wrong(say, path, 'a string', value);

export const stringsOf = (value: unknown, path: KeyPath, say: Say): readonly string[] | undefined => {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return wrong(say, path, 'an array of strings', value);
  return (value as readonly unknown[]).flatMap((item, i) => stringOf(item, [...path, i], say) ?? []);
};

/** The strings of an array, each with its path; what else is in it `stringsOf` has told. */
export function* itemsOf(
  value: unknown,
  path: KeyPath,
): Generator<{ readonly text: string; readonly at: KeyPath }> {
  if (!Array.isArray(value)) return;
  for (const [i, item] of (value as readonly unknown[]).entries())
    if (typeof item === 'string') yield { text: item, at: [...path, i] };
}

/** A table of strings. */
export const stringTableOf = (value: unknown, path: KeyPath, say: Say): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [key, item] of tableOf(value, path, say) ?? []) {
    const text = stringOf(item, [...path, key], say);
    if (text !== undefined) found.set(key, text);
  }
  return found;
};
