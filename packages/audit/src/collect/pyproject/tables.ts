import {
  asTable,
  type KeyPath,
  locateKeys,
  markerText,
  normalizeName,
  parseRequirement,
  type TomlTable,
} from '@custody/python';
import type { SubjectLocation } from '../../subject/index.ts';
import type { Pending } from '../pending.ts';
import { pinOf, sourceOfUrl } from '../requirements/pending.ts';

/** An entry with the key that it stands at. */
export type Keyed = { readonly path: KeyPath; readonly pending: Omit<Pending, 'location'> };

export type Brings = Pick<Pending, 'groups' | 'extras'>;

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200);

/** One requirement of a list as an entry. */
export const requirementEntry = (value: unknown, path: KeyPath, brings: Brings): Keyed => {
  const read = typeof value === 'string' ? parseRequirement(value) : undefined;
  if (read === undefined || read.kind === 'invalid')
    return {
      path,
      pending: {
        text: shown(value),
        refused: {
          reason: 'malformed',
          sentence: `it is no requirement${read === undefined ? ', but no text' : `: ${read.problems[0].message.replace(/\.$/, '')}`}`,
        },
      },
    };
  const version = pinOf(read);
  return {
    path,
    pending: {
      text: read.target.kind === 'url' ? read.writtenName : shown(value),
      name: read.writtenName,
      ...(version === undefined ? {} : { version }),
      source: read.target.kind === 'url' ? sourceOfUrl(read.target.url) : { kind: 'index' },
      ...(read.marker === undefined ? {} : { marker: markerText(read.marker) }),
      direct: true,
      ...brings,
    },
  };
};

/** The entries of a list of requirements; what is no list is one entry. */
export const listEntries = (value: unknown, path: KeyPath, brings: Brings = {}): readonly Keyed[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [requirementEntry({ notAList: shown(value) }, path, brings)];
  return (value as readonly unknown[]).map((item, at) => requirementEntry(item, [...path, at], brings));
};

/** A table of lists, each under its own name. */
export const tableEntries = (
  value: unknown,
  path: KeyPath,
  bringsOf: (name: string) => Brings,
): readonly Keyed[] => {
  if (value === undefined) return [];
  const table = asTable(value);
  if (table === undefined) return [requirementEntry({ notATable: shown(value) }, path, {})];
  return [...table].flatMap(([name, list]) => listEntries(list, [...path, name], bringsOf(name)));
};

/** Which groups take a group in, themselves included: by include, however far. Circles end where they began. */
const includers = (groups: TomlTable): ((group: string) => readonly string[]) => {
  const into = new Map<string, Set<string>>();
  for (const [name, list] of groups)
    for (const item of Array.isArray(list) ? (list as readonly unknown[]) : []) {
      const target = asTable(item)?.get('include-group');
      if (typeof target !== 'string') continue;
      const key = normalizeName(target);
      into.set(key, (into.get(key) ?? new Set()).add(normalizeName(name)));
    }
  let steps = 200_000;
  const known = new Map<string, readonly string[]>();
  return (group) => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const found = new Set([group]);
    for (const at of found)
      for (const next of into.get(at) ?? []) {
        steps -= 1;
        if (steps > 0) found.add(next);
      }
    const sorted = [...found].sort();
    known.set(group, sorted);
    return sorted;
  };
};

/** The entries of `[dependency-groups]`: includes name no component, but those that lead nowhere are told (PEP 735). */
export const groupEntries = (value: unknown): readonly Keyed[] => {
  const path = ['dependency-groups'];
  if (value === undefined) return [];
  const table = asTable(value);
  if (table === undefined) return [requirementEntry({ notATable: shown(value) }, path, {})];
  const names = new Set([...table.keys()].map((name) => normalizeName(name)));
  const of = includers(table);
  return [...table].flatMap(([name, list]) => {
    const brings = { groups: of(normalizeName(name)) };
    if (!Array.isArray(list)) return listEntries(list, [...path, name], brings);
    return (list as readonly unknown[]).flatMap((item, at): readonly Keyed[] => {
      const include = asTable(item)?.get('include-group');
      const here = [...path, name, at];
      if (typeof include !== 'string') return [requirementEntry(item, here, brings)];
      if (names.has(normalizeName(include))) return [];
      const sentence = `it includes the group ${JSON.stringify(include.slice(0, 80))}, which there is not`;
      return [{ path: here, pending: { text: shown(item), refused: { reason: 'not-read', sentence } } }];
    });
  });
};

/** The entries with the lines of their keys. `offset` is added: the text may be a part of a file. */
export const located = (
  file: string,
  text: string,
  keyed: readonly Keyed[],
  offset = 0,
): readonly Pending[] => {
  const places = locateKeys(
    text,
    keyed.map(({ path }) => path),
  );
  return keyed.map(({ path, pending }, at) => {
    const place = places[at];
    const location: SubjectLocation = {
      file,
      ...(place === undefined
        ? {}
        : {
            position: {
              kind: 'text' as const,
              line: place.line + offset,
              column: place.column + (offset > 0 ? 2 : 0),
            },
          }),
      pointer: path.join('.').slice(0, 200),
    };
    return { ...pending, location };
  });
};
