import { readJson } from '../json/read.ts';
import type { JsonObject } from '../json/types.ts';
import { isObject, member, textMember } from '../json/value.ts';
import { call, jsonOf } from './call.ts';
import { SignError } from './error.ts';
import type { SigningPorts } from './types.ts';

/** Sigstore's services take tokens of this audience only. */
const AUDIENCE = 'sigstore';

/** Where identity tokens come from; asked anew for each certificate. Throws SignError `no-identity`. */
export type TokenSource = () => Promise<string>;

/** What custody looks for in the environment. */
export type IdentityVariables = {
  /** GitHub: there only where the job has `id-token: write`. */
  readonly ACTIONS_ID_TOKEN_REQUEST_URL?: string;
  readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN?: string;
  /** GitLab puts the token of an `id_tokens:` entry here; so do people. */
  readonly SIGSTORE_ID_TOKEN?: string;
};

const gitHub =
  (ports: SigningPorts, url: string, bearer: string): TokenSource =>
  async () => {
    const at = new URL(url);
    at.searchParams.set('audience', AUDIENCE);
    const answer = await call(ports, 'the identity provider', {
      method: 'GET',
      url: at.href,
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
    });
    const token = textMember(jsonOf('the identity provider', answer), 'value');
    if (token === undefined) throw new SignError('no-identity', 'the identity provider gives no token');
    return token;
  };

/** Chooses the source of tokens by what the environment holds; `undefined` where it names nobody. */
export const ambientToken = (ports: SigningPorts, variables: IdentityVariables): TokenSource | undefined => {
  const {
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    SIGSTORE_ID_TOKEN: token,
  } = variables;
  // A token that somebody has set is meant; what the platform offers is there in every job.
  if (token !== undefined && token !== '') return () => Promise.resolve(token);
  if (url === undefined || bearer === undefined || !URL.canParse(url)) return undefined;
  return gitHub(ports, url, bearer);
};

/** The claims of a token, read but not verified: that is for the certificate authority. Throws SignError `no-identity`. */
export const tokenClaims = (token: string): JsonObject => {
  const [, body = '', , ...rest] = token.length > 16 * 1024 ? [] : token.trim().split('.');
  const read = readJson(Buffer.from(body, 'base64url'));
  if (rest.length > 0 || read.kind === 'invalid' || !isObject(read.value))
    throw new SignError('no-identity', 'the identity token is no JSON web token');
  return read.value;
};

/** What a client signs to show that it holds the key: the address where the token has one, else the subject. */
export const challengeOf = (claims: JsonObject): string => {
  const email = textMember(claims, 'email');
  if (email !== undefined && member(claims, 'email_verified') !== false) return email;
  const subject = textMember(claims, 'sub');
  if (subject === undefined) throw new SignError('no-identity', 'the identity token names no subject');
  return subject;
};
