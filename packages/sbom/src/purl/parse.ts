import { normalizeParts, writeParts } from './build.ts';
import { decodePart } from './encode.ts';
import type { PurlParts, PurlReading } from './types.ts';

const MAX_LENGTH = 8192;
const TYPE = /^[A-Za-z.-][A-Za-z0-9.-]*$/;
const KEY = /^[A-Za-z._-][A-Za-z0-9._-]*$/;

const malformed = (message: string): PurlReading => ({ kind: 'malformed', message });

const splitLast = (text: string, mark: string): readonly [string, string | undefined] => {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

const splitFirst = (text: string, mark: string): readonly [string, string | undefined] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

/** The segments of a path, decoded, without empty ones; undefined where one is not percent-encoded UTF-8. */
const decodePath = (text: string): string | undefined => {
  const segments = text
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodePart);
  return segments.includes(undefined) ? undefined : segments.join('/');
};

const parseQualifiers = (text: string): Readonly<Record<string, string>> | string => {
  const qualifiers = new Map<string, string>();
  for (const pair of text.split('&').filter((item) => item !== '')) {
    const [key, raw = ''] = splitFirst(pair, '=');
    const value = decodePart(raw);
    const name = key.toLowerCase();
    if (!KEY.test(key))
      return `the qualifier key ${JSON.stringify(key.slice(0, 40))} has a character it may not have`;
    if (value === undefined) return `the qualifier ${key} is not percent-encoded UTF-8`;
    if (qualifiers.has(name)) return `the qualifier ${name} is given twice`;
    if (value !== '') qualifiers.set(name, value);
  }
  return Object.fromEntries(qualifiers);
};

/**
 * Reads a purl (ECMA-427, "How to parse a purl string") and gives its parts and its canonical form.
 * A `+` is a plus, never a space. What cannot be read is told, not thrown.
 */
export const parsePurl = (text: string): PurlReading => {
  if (text.length > MAX_LENGTH) return malformed(`it is longer than ${MAX_LENGTH} characters`);
  const [beforeSubpath, rawSubpath] = splitFirst(text, '#');
  const [beforeQualifiers, rawQualifiers] = splitFirst(beforeSubpath, '?');
  const [scheme, rest] = splitFirst(beforeQualifiers, ':');
  if (rest === undefined || scheme.toLowerCase() !== 'pkg') return malformed('it does not begin with "pkg:"');
  const [type, path] = splitFirst(rest.replace(/^\/+/, ''), '/');
  if (!TYPE.test(type)) return malformed(`${JSON.stringify(type.slice(0, 40))} is not a package type`);
  if (path === undefined) return malformed('it has no name');
  // A scope that was left unencoded, as in pkg:npm/@scope/name, is not a version.
  const mark = path.lastIndexOf('@');
  const versioned = mark > 0 && path[mark - 1] !== '/';
  const [rawNamespace, rawName] = splitLast(
    (versioned ? path.slice(0, mark) : path).replace(/\/+$/, ''),
    '/',
  );
  const name = decodePart(rawName ?? rawNamespace);
  const namespace = rawName === undefined ? '' : decodePath(rawNamespace);
  const version = versioned ? decodePart(path.slice(mark + 1)) : '';
  const subpath = decodePath(rawSubpath ?? '');
  if (name === undefined || namespace === undefined || version === undefined || subpath === undefined)
    return malformed('it is not percent-encoded UTF-8');
  const qualifiers = parseQualifiers(rawQualifiers ?? '');
  if (typeof qualifiers === 'string') return malformed(qualifiers);
  return normalize({
    type,
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...(version === '' ? {} : { version }),
    qualifiers,
    ...(subpath === '' ? {} : { subpath }),
  });
};

const normalize = (raw: PurlParts): PurlReading => {
  try {
    const parts = normalizeParts(raw);
    return { kind: 'purl', parts, canonical: writeParts(parts) };
  } catch (error) {
    return malformed(error instanceof Error ? error.message : 'it is malformed');
  }
};
