import { asTable, type KeyPath, normalizeName, type TomlTable } from '@custody/python';
import { isAside } from '../repository/aside.ts';
import { locksIn } from '../deps/locks.ts';
import { projectsIn } from '../deps/projects.ts';
import { stringsAt, tableAt, tomlAt, type TomlFile } from '../deps/toml.ts';
import { directoryOf } from '../installs/path.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { IndexScope, IndexUse } from './types.ts';

const MOST = 200;

type Listed = { readonly table: TomlTable; readonly path: KeyPath };

const tablesAt = (table: TomlTable | undefined, path: KeyPath, key: string): readonly Listed[] => {
  const value = table?.get(key);
  return (Array.isArray(value) ? (value as readonly unknown[]).slice(0, MOST) : []).flatMap((one, at) => {
    const found = asTable(one);
    return found === undefined ? [] : [{ table: found, path: [...path, key, at] }];
  });
};

const textOf = (table: TomlTable | undefined, key: string): string | undefined => {
  const value = table?.get(key);
  return typeof value === 'string' ? value : undefined;
};

const useAt = (
  toml: TomlFile,
  path: KeyPath,
  url: string,
  role: IndexUse['role'],
  name: string | undefined,
): IndexUse => {
  const [range = { start: 0, end: 0 }] = toml.places([path]);
  const value = toml.valueOf(path);
  // The quotes stay.
  const inside = value && { start: value.start + 1, end: value.end - 1 };
  return {
    role,
    url,
    known: !url.includes('$'),
    file: toml.file,
    range,
    ...(name !== undefined && { name }),
    ...(inside !== undefined &&
      inside.end - inside.start === Buffer.byteLength(url) && { valueRange: inside }),
  };
};

const trustedAt = (toml: TomlFile, path: KeyPath, host: string): IndexScope['trusted'][number] => {
  const [range = { start: 0, end: 0 }] = toml.places([path]);
  return { host, file: toml.file, range };
};

/** Names that the project beside the file declares, those with a source of their own left out. */
const namesBeside = (
  view: RepositoryView,
  toml: TomlFile,
  sourced: ReadonlySet<string>,
): readonly string[] => {
  const directory = directoryOf(toml.file.path);
  const project = view.once(projectsIn).find((one) => one.directory === directory);
  return [...new Set((project?.declared ?? []).map(({ requirement }) => requirement.name))].filter(
    (name) => !sourced.has(name),
  );
};

const isLocked = (view: RepositoryView, toml: TomlFile, format: string): boolean =>
  view.once(locksIn).some((lock) => lock.format === format && lock.directory === directoryOf(toml.file.path));

/** `uv.toml`, `[tool.uv]` and `[tool.uv.pip]` (uv, "Package indexes"). */
const ofUv = (view: RepositoryView, toml: TomlFile, base: readonly string[]): IndexScope | undefined => {
  const table = base.length === 0 ? toml.root : tableAt(toml.root, ...base);
  if (table === undefined) return undefined;
  const uses: IndexUse[] = [];
  for (const { table: one, path } of tablesAt(table, base, 'index')) {
    const url = textOf(one, 'url');
    if (url === undefined) continue;
    const role =
      one.get('explicit') === true ? 'explicit' : one.get('default') === true ? 'default' : 'extra';
    uses.push(useAt(toml, [...path, 'url'], url, role, textOf(one, 'name')));
  }
  for (const [key, role] of [
    ['index-url', 'default'],
    ['extra-index-url', 'extra'],
    ['find-links', 'links'],
  ] as const)
    for (const { text, path } of stringsAt(table, base, key))
      uses.push(useAt(toml, path, text, role, undefined));
  const trusted = ['allow-insecure-host', 'trusted-host'].flatMap((key) =>
    stringsAt(table, base, key).map(({ text, path }) => trustedAt(toml, path, text)),
  );
  const strategy = textOf(table, 'index-strategy');
  if (uses.length === 0 && trusted.length === 0 && strategy === undefined) return undefined;
  const path = [...base, 'index-strategy'];
  const [range = { start: 0, end: 0 }] = toml.places([path]);
  const value = toml.valueOf(path);
  const sources = tableAt(table, 'sources');
  const sourced = new Set([...(sources?.keys() ?? [])].map((name) => normalizeName(name)));
  return {
    file: toml.file,
    range: uses[0]?.range ?? range,
    tool: 'uv',
    what: base.length === 0 ? toml.file.path : `[${base.join('.')}]`,
    uses,
    strategy: strategy?.startsWith('unsafe') === true ? 'merged' : 'first',
    ...(strategy !== undefined && {
      chosen: { text: strategy, file: toml.file, range, ...(value && { valueRange: value }) },
    }),
    pypi: !uses.some(({ role }) => role === 'default') && table.get('no-index') !== true,
    trusted,
    hashed: isLocked(view, toml, 'uv'),
    names: namesBeside(view, toml, sourced),
  };
};

/** `[[tool.poetry.source]]` (Poetry, "Repositories"): sources without a priority are primary, and take PyPI's place. */
const ofPoetry = (view: RepositoryView, toml: TomlFile): IndexScope | undefined => {
  const base = ['tool', 'poetry'];
  const sources = tablesAt(tableAt(toml.root, ...base), base, 'source');
  if (sources.length === 0) return undefined;
  let primary = 0;
  let pypi = false;
  const uses = sources.flatMap(({ table, path }): readonly IndexUse[] => {
    const priority = textOf(table, 'priority') ?? 'primary';
    const name = textOf(table, 'name');
    // PyPI itself may be named to give it a priority.
    if (name?.toLowerCase() === 'pypi') {
      pypi ||= priority === 'primary' || priority === 'default';
      return [];
    }
    const url = textOf(table, 'url');
    if (url === undefined) return [];
    const role = priority === 'explicit' ? 'explicit' : priority === 'supplemental' ? 'links' : 'extra';
    if (role === 'extra') primary += 1;
    // A supplemental source is asked only for what no other one has.
    return role === 'links'
      ? [{ ...useAt(toml, [...path, 'url'], url, 'explicit', name) }]
      : [useAt(toml, [...path, 'url'], url, role, name)];
  });
  const [first] = uses;
  if (first === undefined) return undefined;
  return {
    file: toml.file,
    range: first.range,
    tool: 'poetry',
    what: '[[tool.poetry.source]]',
    uses,
    strategy: 'merged',
    pypi: pypi || primary === 0,
    trusted: [],
    hashed: isLocked(view, toml, 'poetry'),
    names: namesBeside(view, toml, new Set()),
  };
};

/** `[[tool.pdm.source]]` (PDM, "Configure the project"): beside PyPI, unless one is named `pypi`. */
const ofPdm = (view: RepositoryView, toml: TomlFile): IndexScope | undefined => {
  const base = ['tool', 'pdm'];
  const table = tableAt(toml.root, ...base);
  const sources = tablesAt(table, base, 'source');
  if (sources.length === 0) return undefined;
  const named = sources.some((one) => textOf(one.table, 'name') === 'pypi');
  const uses = sources.flatMap(({ table: one, path }): readonly IndexUse[] => {
    const url = textOf(one, 'url');
    if (url === undefined) return [];
    const name = textOf(one, 'name');
    const role =
      textOf(one, 'type') === 'find_links'
        ? 'links'
        : one.has('include_packages')
          ? 'explicit'
          : name === 'pypi'
            ? 'default'
            : 'extra';
    return [useAt(toml, [...path, 'url'], url, role, name)];
  });
  const trusted = sources.flatMap(({ table: one, path }) =>
    one.get('verify_ssl') === false
      ? [trustedAt(toml, [...path, 'verify_ssl'], textOf(one, 'url') ?? '')]
      : [],
  );
  const [first] = uses;
  if (first === undefined) return undefined;
  const ordered = tableAt(table, 'resolution')?.get('respect-source-order') === true;
  return {
    file: toml.file,
    range: first.range,
    tool: 'pdm',
    what: '[[tool.pdm.source]]',
    uses,
    strategy: ordered ? 'first' : 'merged',
    pypi: !named,
    trusted,
    hashed: isLocked(view, toml, 'pdm'),
    names: namesBeside(view, toml, new Set()),
  };
};

/** `[[source]]` of a Pipfile: what names no index is taken from the first one alone (Pipenv, "Specifying package indexes"). */
const ofPipfile = (view: RepositoryView, path: string): IndexScope | undefined => {
  const toml = tomlAt(view, path);
  const sources = tablesAt(toml?.root, [], 'source');
  if (toml === undefined || sources.length === 0) return undefined;
  const uses = sources.flatMap(({ table, path: at }, index): readonly IndexUse[] => {
    const url = textOf(table, 'url');
    return url === undefined
      ? []
      : [useAt(toml, [...at, 'url'], url, index === 0 ? 'default' : 'explicit', textOf(table, 'name'))];
  });
  const trusted = sources.flatMap(({ table, path: at }) =>
    table.get('verify_ssl') === false
      ? [trustedAt(toml, [...at, 'verify_ssl'], textOf(table, 'url') ?? '')]
      : [],
  );
  return {
    file: toml.file,
    range: uses[0]?.range ?? { start: 0, end: 0 },
    tool: 'pipenv',
    what: path,
    uses,
    strategy: 'first',
    pypi: false,
    trusted,
    hashed: isLocked(view, toml, 'pipfile'),
    names: [],
  };
};

/** What the configuration of uv, Poetry, PDM and Pipenv says of indexes. */
export const tableScopes = (view: RepositoryView): readonly IndexScope[] =>
  view.repository.paths.flatMap((path): readonly IndexScope[] => {
    if (isAside(path)) return [];
    if (/(?:^|\/)Pipfile$/.test(path)) return [ofPipfile(view, path) ?? []].flat();
    const toml = /(?:^|\/)(?:uv|pyproject)\.toml$/.test(path) ? tomlAt(view, path) : undefined;
    if (toml === undefined) return [];
    if (path.endsWith('uv.toml')) return [ofUv(view, toml, []) ?? [], ofUv(view, toml, ['pip']) ?? []].flat();
    return [
      ofUv(view, toml, ['tool', 'uv']) ?? [],
      ofUv(view, toml, ['tool', 'uv', 'pip']) ?? [],
      ofPoetry(view, toml) ?? [],
      ofPdm(view, toml) ?? [],
    ].flat();
  });
