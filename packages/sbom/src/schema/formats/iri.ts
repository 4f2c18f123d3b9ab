import { isIpv6 } from './ipv6.ts';

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
const FUTURE = /^[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+$/;
const PORT = /^[0-9]*$/;
const ASCII = /^[\x00-\x7f]*$/;

// RFC 3987, section 2.2: iunreserved, sub-delims and percent-encoded octets, and what each part adds to them.
const UCS =
  '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{1fffd}\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}\\u{40000}-\\u{4fffd}\\u{50000}-\\u{5fffd}\\u{60000}-\\u{6fffd}\\u{70000}-\\u{7fffd}\\u{80000}-\\u{8fffd}\\u{90000}-\\u{9fffd}\\u{a0000}-\\u{afffd}\\u{b0000}-\\u{bfffd}\\u{c0000}-\\u{cfffd}\\u{d0000}-\\u{dfffd}\\u{e1000}-\\u{efffd}';
const PRIVATE = '\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}';
const part = (more: string): RegExp =>
  new RegExp(`^(?:[A-Za-z0-9\\-._~!$&'()*+,;=${UCS}${more}]|%[0-9A-Fa-f]{2})*$`, 'u');

const USER = part(':');
const HOST = part('');
const PATH = part(':@\\/');
const FRAGMENT = part(':@\\/?');
const QUERY = part(`:@\\/?${PRIVATE}`);

const isAuthority = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  if (at >= 0 && !USER.test(text.slice(0, at))) return false;
  const host = text.slice(at + 1);
  const literal = /^\[([^\]]*)\](?::(.*))?$/s.exec(host);
  if (literal !== null) {
    const [, address = '', port = ''] = literal;
    return PORT.test(port) && (isIpv6(address) || FUTURE.test(address));
  }
  const colon = host.lastIndexOf(':');
  return colon < 0 ? HOST.test(host) : PORT.test(host.slice(colon + 1)) && HOST.test(host.slice(0, colon));
};

type Parts = {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
};

/** RFC 3986, appendix B: where the parts of a reference begin and end. */
const split = (text: string): Parts => {
  const hash = text.indexOf('#');
  const beforeHash = hash < 0 ? text : text.slice(0, hash);
  const mark = beforeHash.indexOf('?');
  const hierarchy = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  const colon = hierarchy.indexOf(':');
  const slash = hierarchy.indexOf('/');
  const scheme = colon < 0 || (slash >= 0 && slash < colon) ? undefined : hierarchy.slice(0, colon);
  const rest = scheme === undefined ? hierarchy : hierarchy.slice(colon + 1);
  const end = rest.startsWith('//') ? rest.indexOf('/', 2) : -1;
  return {
    scheme,
    authority: rest.startsWith('//') ? rest.slice(2, end < 0 ? undefined : end) : undefined,
    path: rest.startsWith('//') ? (end < 0 ? '' : rest.slice(end)) : rest,
    query: mark < 0 ? '' : beforeHash.slice(mark + 1),
    fragment: hash < 0 ? '' : text.slice(hash + 1),
  };
};

const holds = ({ scheme, authority, path, query, fragment }: Parts): boolean =>
  (scheme === undefined || SCHEME.test(scheme)) &&
  (authority === undefined || isAuthority(authority)) &&
  PATH.test(path) &&
  QUERY.test(query) &&
  FRAGMENT.test(fragment);

/** RFC 3987, section 2.2, IRI-reference. */
export const isIriReference = (text: string): boolean => holds(split(text));

/** RFC 3986, section 3, URI: with a scheme, and ASCII only. */
export const isUri = (text: string): boolean => {
  const parts = split(text);
  return parts.scheme !== undefined && ASCII.test(text) && holds(parts);
};
