import { type KeyObject, sign, verify } from 'node:crypto';
import { readJson } from '../json/read.ts';
import type { JsonObject } from '../json/types.ts';
import { isObject, member, textMember } from '../json/value.ts';
import { canonicalBytes, type Writable } from './canonical.ts';
import { AuthorityError } from './error.ts';

const MAX_TOKEN = 16 * 1024;
const LEEWAY = 30;
/** Sigstore's clients ask for tokens of this audience. */
export const AUDIENCE = 'sigstore';

const part = (value: Writable): string => canonicalBytes(value).toString('base64url');

/** Makes a token (JWT, ES256) that this authority, and nobody else, believes. `seconds` is how long. */
export const issueToken = (
  key: KeyObject,
  claims: Readonly<Record<string, Writable>>,
  now: number,
  seconds: number,
): string => {
  const issued = Math.floor(now / 1000);
  const head = part({ alg: 'ES256', typ: 'JWT', kid: 'custody' });
  const body = part({ aud: AUDIENCE, ...claims, iat: issued, nbf: issued, exp: issued + seconds });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`, 'latin1'), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${head}.${body}.${signature.toString('base64url')}`;
};

const objectOf = (text: string): JsonObject | undefined => {
  const read = readJson(Buffer.from(text, 'base64url'));
  return read.kind === 'read' && isObject(read.value) ? read.value : undefined;
};

const no = (why: string): never => {
  // Never the token itself: what is said here ends up in other people's logs.
  throw new AuthorityError('unauthorized', `the identity token ${why}`);
};

/** The claims of a token by this key. Throws AuthorityError `unauthorized`, never naming the token. */
export const claimsOf = (token: string, key: KeyObject, now: number): JsonObject => {
  const [head = '', body = '', signature = '', ...rest] = token.length > MAX_TOKEN ? [] : token.split('.');
  if (signature === '' || rest.length > 0) return no('is none');
  if (textMember(objectOf(head), 'alg') !== 'ES256') return no('is not signed with ES256');
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${body}`, 'latin1'),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!good) return no('is not signed by this authority');
  const claims = objectOf(body);
  if (claims === undefined) return no('has no claims');
  if (member(claims, 'aud') !== AUDIENCE) return no(`is not for ${AUDIENCE}`);
  const [from, until] = [member(claims, 'nbf'), member(claims, 'exp')];
  const seconds = now / 1000;
  if (typeof until !== 'number' || until < seconds) return no('has expired');
  if (typeof from !== 'number' || from > seconds + LEEWAY) return no('is not valid yet');
  return claims;
};
