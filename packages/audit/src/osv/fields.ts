import type { OsvSeverity } from '../types.ts';
import { excerpt, type Problems } from './problem.ts';
import { parseMoment } from './time.ts';

export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Control characters, line separators, and characters that turn the reading direction: no identifier has them. */
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** A text that names something: not empty, bounded, without control characters. */
export const readToken = (
  value: unknown,
  max: number,
  where: string,
  problems: Problems,
): string | undefined => {
  if (typeof value !== 'string') {
    problems.add('wrong-type', 'part-dropped', where, `a text is needed, not ${excerpt(value)}`);
    return undefined;
  }
  if (value.length === 0 || value.length > max) {
    problems.add(
      'too-large',
      'part-dropped',
      where,
      `1 to ${max} characters are needed, not ${value.length}`,
    );
    return undefined;
  }
  if (UNWANTED.test(value)) {
    problems.add('control-character', 'part-dropped', where, `${excerpt(value)} has control characters`);
    return undefined;
  }
  return value;
};

/** A text for people: any characters, cut where it is longer than allowed. */
export const readProse = (
  value: unknown,
  max: number,
  where: string,
  problems: Problems,
): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') {
    problems.add('wrong-type', 'part-dropped', where, `a text is needed, not ${excerpt(value)}`);
    return undefined;
  }
  if (value.length <= max) return value;
  problems.add('too-large', 'part-dropped', where, `cut from ${value.length} to ${max} characters`);
  // Never between the halves of a character.
  return value.slice(0, max).replace(/[\ud800-\udbff]$/, '');
};

/** A list, or nothing where it is absent or null (OSV allows both for most). Cut where it is longer than allowed. */
export const readList = (
  value: unknown,
  max: number,
  where: string,
  problems: Problems,
): { readonly items: readonly unknown[]; readonly whole: boolean } => {
  if (value === undefined || value === null) return { items: [], whole: true };
  if (!Array.isArray(value)) {
    problems.add('wrong-type', 'part-dropped', where, `a list is needed, not ${excerpt(value)}`);
    return { items: [], whole: false };
  }
  const items: readonly unknown[] = value;
  if (items.length <= max) return { items, whole: true };
  problems.add('too-many', 'part-dropped', where, `${items.length} entries, ${max} are read`);
  return { items: items.slice(0, max), whole: false };
};

/** Texts that name something, each once, in the order written. */
export const readTokens = (
  value: unknown,
  bounds: { readonly count: number; readonly length: number },
  where: string,
  problems: Problems,
): { readonly tokens: readonly string[]; readonly whole: boolean } => {
  const { items, whole } = readList(value, bounds.count, where, problems);
  const tokens = new Set<string>();
  let all = whole;
  for (const [index, item] of items.entries()) {
    const token = readToken(item, bounds.length, `${where}/${index}`, problems);
    if (token === undefined) all = false;
    else if (tokens.has(token))
      problems.add('duplicate-value', 'normalised', `${where}/${index}`, `${excerpt(token)} stands twice`);
    else tokens.add(token);
  }
  return { tokens: [...tokens], whole: all };
};

/** RFC 3339; other zones than UTC are brought to it and reported. */
export const readMoment = (value: unknown, where: string, problems: Problems): string | undefined => {
  if (value === undefined || value === null) return undefined;
  const moment = typeof value === 'string' ? parseMoment(value) : undefined;
  if (moment === undefined) {
    problems.add('timestamp', 'part-dropped', where, `${excerpt(value)} is no RFC 3339 timestamp`);
    return undefined;
  }
  if (!moment.canonical)
    problems.add('timestamp', 'normalised', where, `${excerpt(value)} is not written in UTC with Z`);
  return moment.text;
};

export const readSeverities = (value: unknown, where: string, problems: Problems): readonly OsvSeverity[] => {
  const found: OsvSeverity[] = [];
  for (const [index, item] of readList(value, 100, where, problems).items.entries()) {
    const at = `${where}/${index}`;
    const entry = isMembers(item) ? item : {};
    const type = readToken(entry['type'], 40, `${at}/type`, problems);
    const score = readToken(entry['score'], 1_000, `${at}/score`, problems);
    if (type !== undefined && score !== undefined) found.push({ type, score });
  }
  return found;
};

/** The word under `severity` of a `database_specific` or `ecosystem_specific` object, upper case. */
export const severityWordOf = (value: unknown): string | undefined => {
  const word = isMembers(value) ? value['severity'] : undefined;
  return typeof word === 'string' && /^[A-Za-z][A-Za-z -]{0,30}$/.test(word) ? word.toUpperCase() : undefined;
};
