import { asTable, type KeyPath, locateKeys, normalizeName, readToml, type TomlTable } from '@custody/python';
import type { SourceFile } from '../../repository/source.ts';
import type { ByteRange } from '../../types.ts';
import { nameInRequirement, namedIn } from './text.ts';
import type { NameSink } from './types.ts';

/** A name to be placed: at an item that is a requirement, or at a key that is a name. */
type Found = { readonly path: KeyPath; readonly text: string; readonly isKey: boolean };

const MAX_FOUND = 20_000;

const tableAt = (root: TomlTable | undefined, ...path: readonly string[]): TomlTable | undefined => {
  let table = root;
  for (const key of path) table = asTable(table?.get(key));
  return table;
};

const itemsAt = (table: TomlTable | undefined, key: string, path: KeyPath): readonly Found[] => {
  const value = table?.get(key);
  return Array.isArray(value)
    ? (value as readonly unknown[]).flatMap((item, index) =>
        typeof item === 'string' ? [{ path: [...path, key, index], text: item, isKey: false }] : [],
      )
    : [];
};

const listsIn = (root: TomlTable, ...path: readonly string[]): readonly Found[] => {
  const table = tableAt(root, ...path);
  return [...(table?.keys() ?? [])].flatMap((key) => itemsAt(table, key, path));
};

/** Keys that are names, of a table whose values say where each comes from. */
const keysIn = (root: TomlTable, ...path: readonly string[]): readonly Found[] => {
  const table = tableAt(root, ...path);
  return [...(table ?? [])].flatMap(([key, value]) => {
    const elsewhere = asTable(value);
    const local = ['path', 'git', 'url', 'file', 'hg'].some((one) => elsewhere?.has(one) === true);
    return local || key === 'python' ? [] : [{ path: [...path, key], text: key, isKey: true }];
  });
};

const under = (root: TomlTable, path: readonly string[], ...rest: readonly string[]): readonly Found[] =>
  [...(tableAt(root, ...path)?.keys() ?? [])].flatMap((key) => keysIn(root, ...path, key, ...rest));

/** The dependencies of a pyproject.toml: those of the standards, and those of tools that have tables of their own. */
const dependencies = (root: TomlTable): readonly Found[] => [
  ...itemsAt(tableAt(root, 'build-system'), 'requires', ['build-system']),
  ...itemsAt(tableAt(root, 'project'), 'dependencies', ['project']),
  ...listsIn(root, 'project', 'optional-dependencies'),
  ...listsIn(root, 'dependency-groups'),
  ...keysIn(root, 'tool', 'poetry', 'dependencies'),
  ...keysIn(root, 'tool', 'poetry', 'dev-dependencies'),
  ...under(root, ['tool', 'poetry', 'group'], 'dependencies'),
  ...listsIn(root, 'tool', 'pdm', 'dev-dependencies'),
  ...itemsAt(tableAt(root, 'tool', 'uv'), 'dev-dependencies', ['tool', 'uv']),
  ...[...(tableAt(root, 'tool', 'hatch', 'envs')?.keys() ?? [])].flatMap((name) => [
    ...itemsAt(tableAt(root, 'tool', 'hatch', 'envs', name), 'dependencies', ['tool', 'hatch', 'envs', name]),
    ...itemsAt(tableAt(root, 'tool', 'hatch', 'envs', name), 'extra-dependencies', [
      'tool',
      'hatch',
      'envs',
      name,
    ]),
  ]),
];

/** Where each found name stands: behind the quote of its text, or its key. */
const rangesOf = (
  { text, rangeOf }: SourceFile,
  found: readonly Found[],
  written: readonly string[],
): readonly ByteRange[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return locateKeys(
    text,
    found.map(({ path }) => path),
  ).map((place, index) => {
    if (place === undefined) return rangeOf(0, 0);
    const at = (starts[place.line - 1] ?? 0) + place.column - 1;
    const name = written[index] ?? '';
    const from = at + (/^(?:"""|'''|["'])?\s*/.exec(text.slice(at, at + 40))?.[0].length ?? 0);
    return text.startsWith(name, from) ? rangeOf(from, from + name.length) : rangeOf(at, at);
  });
};

const readNames = (file: SourceFile, sink: NameSink, pick: (root: TomlTable) => readonly Found[]): void => {
  const toml = readToml(file.text);
  if (toml.kind === 'malformed')
    return void sink.unread({ path: file.path, reason: `it is no TOML: ${toml.message}` });
  const { table } = toml;
  for (const own of [tableAt(table, 'project'), tableAt(table, 'tool', 'poetry')]) {
    const name = own?.get('name');
    if (typeof name === 'string') sink.own(normalizeName(name));
  }
  for (const [name, value] of tableAt(table, 'tool', 'uv', 'sources') ?? [])
    if (asTable(value)?.has('index') !== true) sink.own(normalizeName(name));
  const named = pick(table)
    .slice(0, MAX_FOUND)
    .flatMap((found) => {
      const one = found.isKey ? { written: found.text } : nameInRequirement(found.text);
      return one === undefined ? [] : [{ found, ...one }];
    });
  const ranges = rangesOf(
    file,
    named.map(({ found }) => found),
    named.map(({ written }) => written),
  );
  for (const [index, { written, ...rest }] of named.entries()) {
    const marker = 'marker' in rest ? rest.marker : undefined;
    sink.project(namedIn(file, ranges[index] ?? file.rangeOf(0, 0), written, 'pyproject', marker));
  }
};

/** The names that a pyproject.toml asks an index for, its own name and those it takes from elsewhere. */
export const readPyprojectNames = (file: SourceFile, sink: NameSink): void =>
  readNames(file, sink, dependencies);

/** The names of a Pipfile. */
export const readPipfileNames = (file: SourceFile, sink: NameSink): void =>
  readNames(file, sink, (root) => [...keysIn(root, 'packages'), ...keysIn(root, 'dev-packages')]);
