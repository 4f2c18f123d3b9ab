import {
  asTable,
  isPlainUrl,
  parseLicenseExpression,
  readToml,
  shownText,
  textOfLock,
  type TomlTable,
} from '@custody/python';
import { parsePurl } from '../../purl/index.ts';
import type { DeclaredComponent, DeclaredReading } from './types.ts';

const MOST = 10_000;
const MOST_GLOBS = 2_000;

type Check = (value: string) => string | undefined;

const isCpe = (text: string): boolean =>
  text.length <= 500 && /^cpe:(?:2\.3:[aho*-]:|\/[aho]:)[!-~]+$/.test(text);

/** The keys of one text, and what is wrong with a value. */
const TEXTS: Readonly<Record<string, Check>> = {
  name: (value) => (value.trim() === '' ? 'is empty' : undefined),
  version: (value) => (value.trim() === '' ? 'is empty' : undefined),
  purl: (value) => {
    const read = parsePurl(value);
    return read.kind === 'malformed' ? `is no purl: ${read.message}` : undefined;
  },
  cpe: (value) => (isCpe(value) ? undefined : 'is no CPE'),
  download: (value) => (isPlainUrl(value) ? undefined : 'is no absolute URL'),
  sha256: (value) => (/^[0-9a-f]{64}$/.test(value) ? undefined : 'is not 64 lower-case hex digits'),
  license: (value) =>
    parseLicenseExpression(value).normalized === undefined ? 'is no SPDX licence expression' : undefined,
};
const LISTS = ['files', 'exclude', 'platforms'] as const;

const globFault = (glob: string): string | undefined =>
  glob.startsWith('/') || glob.includes('\\') || glob.split('/').some((part) => part === '..' || part === '')
    ? `${shownText(glob)} is no path from the top of the tree, with "/"`
    : undefined;

const readTexts = (table: TomlTable, at: string, problems: string[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [key, check] of Object.entries(TEXTS)) {
    const value = table.get(key);
    if (value === undefined) continue;
    const fault = typeof value === 'string' ? check(value) : 'is no text';
    if (fault !== undefined) problems.push(`${at}.${key} ${fault}`);
    else if (typeof value === 'string') found.set(key, value);
  }
  return found;
};

const readList = (table: TomlTable, key: string, at: string, problems: string[]): readonly string[] => {
  const value = table.get(key);
  if (value === undefined) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const texts = items.filter((item): item is string => typeof item === 'string');
  if (texts.length < items.length) problems.push(`${at}.${key} is no list of texts`);
  return texts;
};

const readOne = (table: TomlTable, at: string, problems: string[]): DeclaredComponent => {
  // A key that is mistyped would leave out what it should say.
  for (const key of table.keys())
    if (!Object.hasOwn(TEXTS, key) && !LISTS.some((list) => list === key))
      problems.push(`${at} has an unknown key ${shownText(key)}`);
  const texts = readTexts(table, at, problems);
  if (!table.has('name')) problems.push(`${at} has no name`);
  if (texts.has('sha256') && !texts.has('download'))
    problems.push(`${at}.sha256 is of a download, but none is named`);
  const [files, exclude, platforms] = LISTS.map((key) => readList(table, key, at, problems));
  for (const glob of [...(files ?? []), ...(exclude ?? [])]) {
    const fault = globFault(glob);
    if (fault !== undefined) problems.push(`${at}: ${fault}`);
  }
  const { name: _name, license, purl, ...rest } = Object.fromEntries(texts);
  const reading = purl === undefined ? undefined : parsePurl(purl);
  return {
    ...rest,
    name: texts.get('name') ?? '',
    ...(reading?.kind === 'purl' ? { purl: reading.canonical } : {}),
    ...(license === undefined ? {} : { license: parseLicenseExpression(license).normalized ?? license }),
    files: files ?? [],
    exclude: exclude ?? [],
    platforms: platforms ?? [],
  };
};

/**
 * Reads a components file: TOML with `[[component]]` tables of `name`, `version`, `purl`, `cpe`, `download`, `sha256` (of the
 * download), `license`, `files` and `exclude` (globs), `platforms`. Only a name is required. Anything that is not understood makes
 * the whole file malformed: what a person declares is not half taken. Never throws.
 */
export const readDeclared = (bytes: Uint8Array): DeclaredReading => {
  const text = textOfLock(bytes);
  if (text === undefined) return { kind: 'malformed', problems: ['the file is not UTF-8'] };
  const read = readToml(text);
  if (read.kind === 'malformed')
    return { kind: 'malformed', problems: [`line ${read.line ?? 1}: ${read.message}`] };
  const problems: string[] = [];
  for (const key of read.table.keys())
    if (key !== 'component')
      problems.push(`unknown table or key ${shownText(key)}: only [[component]] is known`);
  const value = read.table.get('component') ?? [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  if (items.length > MOST) return { kind: 'malformed', problems: [`more than ${MOST} components`] };
  const components = items.flatMap((item, index) => {
    const at = `component[${index}]`;
    const table = asTable(item);
    if (table !== undefined) return [readOne(table, at, problems)];
    problems.push(`${at} is no [[component]] table`);
    return [];
  });
  const globs = components.reduce((sum, { files, exclude }) => sum + files.length + exclude.length, 0);
  if (globs > MOST_GLOBS) problems.push(`more than ${MOST_GLOBS} globs`);
  return problems.length > 0
    ? { kind: 'malformed', problems: problems.slice(0, 50) }
    : { kind: 'components', components };
};
