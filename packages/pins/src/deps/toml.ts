import { asTable, type KeyPath, locateKeys, readToml, type TomlTable } from '@custody/python';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { ByteRange } from '../types.ts';

/** A TOML file of the repository and the places of its keys. */
export type TomlFile = {
  readonly file: SourceFile;
  readonly root: TomlTable;
  /** Where the keys stand (of an item of an array: its value), in the order asked for; the file's beginning where that is not to be told. */
  readonly places: (paths: readonly KeyPath[]) => readonly ByteRange[];
  /** Where the value of a key stands that is written as one string on one line. */
  readonly valueOf: (path: KeyPath) => ByteRange | undefined;
};

/** Larger ones are locks, which are read another way. */
const MOST = 1024 * 1024;

const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Past the string, or the bare word, that begins at `at`. */
const pastToken = (text: string, at: number): number => {
  const token = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_.-]+/y;
  token.lastIndex = at;
  return at + (token.exec(text)?.[0].length ?? 0);
};

/** The value behind the key at `at`, where it is a string on the same line. */
const stringBehind = (text: string, at: number): readonly [number, number] | undefined => {
  const key =
    /(?:"(?:[^"\\\n]|\\.)*"|[\w-]+)(?:[ \t]*\.[ \t]*(?:"(?:[^"\\\n]|\\.)*"|[\w-]+)){0,20}[ \t]*=[ \t]*/y;
  key.lastIndex = at;
  const head = key.exec(text)?.[0];
  if (head === undefined) return undefined;
  const start = at + head.length;
  const value = /"(?!"")(?:[^"\\\n]|\\.)*"|'(?!'')[^'\n]*'/y;
  value.lastIndex = start;
  const found = value.exec(text)?.[0];
  return found === undefined ? undefined : [start, start + found.length];
};

const tomlOf = (file: SourceFile): TomlFile | undefined => {
  const { text } = file;
  const reading = text.length > MOST ? undefined : readToml(text.replace(/^\uFEFF/, ' '));
  if (reading?.kind !== 'table') return undefined;
  let starts: readonly number[] | undefined;
  const offsets = (paths: readonly KeyPath[]): readonly (number | undefined)[] => {
    const lines = (starts ??= lineStarts(text));
    return locateKeys(text, paths).map((place) =>
      place === undefined ? undefined : (lines[place.line - 1] ?? 0) + place.column - 1,
    );
  };
  return {
    file,
    root: reading.table,
    places: (paths) =>
      offsets(paths).map((at) =>
        at === undefined ? { start: 0, end: 0 } : file.rangeOf(at, pastToken(text, at)),
      ),
    valueOf: (path) => {
      const [at] = offsets([path]);
      const value = at === undefined ? undefined : stringBehind(text, at);
      return value && file.rangeOf(value[0], value[1]);
    },
  };
};

const readings = (view: RepositoryView): Map<string, TomlFile | undefined> => {
  // The view is what they are remembered for.
  void view;
  return new Map();
};

/** A TOML file of the repository, read once; undefined where there is none, or none that can be read. */
export const tomlAt = (view: RepositoryView, path: string): TomlFile | undefined => {
  const known = view.once(readings);
  if (known.has(path)) return known.get(path);
  const reading = view.repository.read(path);
  const made = reading?.kind === 'file' ? tomlOf(reading.file) : undefined;
  known.set(path, made);
  return made;
};

/** The table at a path of names below another one. */
export const tableAt = (table: TomlTable | undefined, ...path: readonly string[]): TomlTable | undefined => {
  let here = table;
  for (const name of path) here = asTable(here?.get(name));
  return here;
};

/** A string, or the strings of an array, each with its path. */
export const stringsAt = (
  table: TomlTable | undefined,
  path: KeyPath,
  key: string,
): readonly { readonly text: string; readonly path: KeyPath }[] => {
  const value = table?.get(key);
  if (typeof value === 'string') return [{ text: value, path: [...path, key] }];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((item, at) =>
    typeof item === 'string' ? [{ text: item, path: [...path, key, at] }] : [],
  );
};
