import { normalizeName } from '@custody/python';
import type { VexPurl } from './types.ts';

const LONGEST = 2_000;

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const cut = (text: string, at: number): readonly [string, string | undefined] =>
  at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];

const readQualifiers = (text: string | undefined): ReadonlyMap<string, string> | undefined => {
  const found = new Map<string, string>();
  for (const pair of text === undefined || text === '' ? [] : text.split('&')) {
    const [key, value = ''] = cut(pair, pair.indexOf('='));
    const plain = decoded(value);
    if (plain === undefined || found.has(key.toLowerCase())) return undefined;
    if (plain !== '') found.set(key.toLowerCase(), plain);
  }
  return found;
};

/** Reads a purl (ECMA-427) as far as statements need it: the subpath is passed over, names of PyPI are normalised. */
export const readPurl = (text: string): VexPurl | undefined => {
  if (text.length > LONGEST || !/^pkg:/i.test(text)) return undefined;
  const [whole] = cut(text.slice(4).replace(/^\/+/, ''), text.slice(4).replace(/^\/+/, '').indexOf('#'));
  const [path, query] = cut(whole, whole.indexOf('?'));
  const at = path.lastIndexOf('@');
  // An `@` before the last slash belongs to a namespace.
  const [named, version] = cut(path, at > path.lastIndexOf('/') ? at : -1);
  const parts = named
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const [type, ...rest] = parts;
  const name = rest.pop();
  const plain = version === undefined ? undefined : decoded(version);
  const qualifiers = readQualifiers(query);
  if (type === undefined || name === undefined || qualifiers === undefined || rest.includes(undefined))
    return undefined;
  if (version !== undefined && (plain === undefined || plain === '')) return undefined;
  const lower = type.toLowerCase();
  return {
    type: lower,
    namespace: rest.join('/'),
    name: lower === 'pypi' ? normalizeName(name) : name,
    ...(plain === undefined ? {} : { version: plain }),
    qualifiers,
  };
};
