import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { call, jsonOf } from './call.ts';
import { SignError } from './error.ts';
import { tokenClaims, type TokenSource } from './token.ts';
import type { ServiceRequest, SigningPorts } from './types.ts';

const PROVIDER = 'the identity provider';
const CLIENT = 'sigstore';
const SCOPE = 'openid email';
/** Seconds that a person may take, where the provider does not say. */
const PATIENCE = 600;

/** What signing in asks of the outside world besides the network. */
export type SignInPorts = SigningPorts & {
  /** Shows a person where to go, and with which code. */
  readonly tell: (text: string) => void;
  /** Waits on loopback for the browser to come back: where it has to come, and with what it came. */
  readonly listen: () => Promise<{
    readonly redirect: string;
    readonly answer: () => Promise<ReadonlyMap<string, string>>;
    readonly close: () => void;
  }>;
};

type Endpoints = { readonly authorize: string; readonly token: string; readonly device: string | undefined };

const secureUrl = (text: string | undefined, issuer: string): string | undefined => {
  const url = URL.parse(text ?? '');
  // Over TLS, or where the issuer itself is without: on loopback.
  return url !== null && (url.protocol === 'https:' || url.origin === new URL(issuer).origin)
    ? url.href
    : undefined;
};

/** OpenID Connect Discovery 1.0, 4. */
const discover = async (ports: SigningPorts, issuer: string): Promise<Endpoints> => {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const request: ServiceRequest = { method: 'GET', url, headers: { accept: 'application/json' } };
  const found = jsonOf(PROVIDER, await call(ports, PROVIDER, request));
  const endpoint = (name: string) => secureUrl(textMember(found, name), issuer);
  const [authorize, token] = [endpoint('authorization_endpoint'), endpoint('token_endpoint')];
  if (textMember(found, 'issuer') !== issuer || authorize === undefined || token === undefined)
    throw new SignError('bad-answer', `${PROVIDER} does not say where to sign in`);
  return { authorize, token, device: endpoint('device_authorization_endpoint') };
};

const form = (url: string, fields: Readonly<Record<string, string>>): ServiceRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
  body: Buffer.from(new URLSearchParams(fields).toString(), 'utf8'),
});

const secret = (): string => randomBytes(32).toString('base64url');

/** Proof Key for Code Exchange (RFC 7636): who intercepts the code has not the verifier. */
const pkce = () => {
  const verifier = secret();
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge: challenge, code_challenge_method: 'S256' } };
};

const idToken = (answer: Json, nonce?: string): string => {
  const token = textMember(answer, 'id_token');
  if (token === undefined) throw new SignError('no-identity', `${PROVIDER} gives no identity token`);
  // OpenID Connect Core 1.0, 3.1.3.7, 11: a token that was made for somebody else's sign-in is not taken.
  if (nonce !== undefined && textMember(tokenClaims(token), 'nonce') !== nonce)
    throw new SignError('no-identity', 'the identity token is of another sign-in');
  return token;
};

/** Signs in with a browser on this machine (RFC 8252: loopback; RFC 7636: PKCE). */
export const browserToken =
  (ports: SignInPorts, issuer: string): TokenSource =>
  async () => {
    const { authorize, token } = await discover(ports, issuer);
    const { verifier, challenge } = pkce();
    const [state, nonce] = [secret(), secret()];
    const { redirect, answer, close } = await ports.listen();
    try {
      const at = new URL(authorize);
      const fields = {
        response_type: 'code',
        client_id: CLIENT,
        redirect_uri: redirect,
        scope: SCOPE,
        state,
        nonce,
        ...challenge,
      };
      for (const [name, value] of Object.entries(fields)) at.searchParams.set(name, value);
      ports.tell(`Open this in a browser on this machine to sign in:\n  ${at.href}\n`);
      const came = await answer();
      // RFC 6749, 10.12: an answer to another request is none.
      if (came.get('state') !== state)
        throw new SignError('no-identity', 'the browser came back from another sign-in');
      const code = came.get('code');
      if (code === undefined)
        throw new SignError(
          'no-identity',
          `signing in failed: ${(came.get('error') ?? 'no code').slice(0, 100)}`,
        );
      const request = form(token, {
        grant_type: 'authorization_code',
        client_id: CLIENT,
        code,
        redirect_uri: redirect,
        code_verifier: verifier,
      });
      return idToken(jsonOf(PROVIDER, await call(ports, PROVIDER, request)), nonce);
    } finally {
      close();
    }
  };

const secondsOf = (answer: Json, name: string, otherwise: number, most: number): number => {
  const value = Number(member(answer, name));
  return Number.isFinite(value) && value > 0 ? Math.min(value, most) : otherwise;
};

/** Signs in with a browser anywhere, by a code that a person types there (RFC 8628). */
export const deviceToken =
  (ports: SignInPorts, issuer: string): TokenSource =>
  async () => {
    const { device, token } = await discover(ports, issuer);
    if (device === undefined) throw new SignError('no-identity', `${PROVIDER} knows no sign-in by code`);
    const { verifier, challenge } = pkce();
    const begun = jsonOf(
      PROVIDER,
      await call(ports, PROVIDER, form(device, { client_id: CLIENT, scope: SCOPE, ...challenge })),
    );
    const code = textMember(begun, 'device_code');
    const where = textMember(begun, 'verification_uri_complete') ?? textMember(begun, 'verification_uri');
    const typed = textMember(begun, 'user_code');
    if (code === undefined || where === undefined || typed === undefined)
      throw new SignError('bad-answer', `${PROVIDER} gives no code to sign in with`);
    ports.tell(`Open this anywhere to sign in, with the code ${typed}:\n  ${where}\n`);
    let interval = secondsOf(begun, 'interval', 5, 60);
    const until = ports.now() + secondsOf(begun, 'expires_in', PATIENCE, 1800) * 1000;
    const fields = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: CLIENT,
      device_code: code,
      code_verifier: verifier,
    };
    while (ports.now() < until) {
      await ports.wait(interval * 1000);
      const answer = jsonOf(PROVIDER, await call(ports, PROVIDER, form(token, fields), [200, 400, 401]));
      const error = textMember(answer, 'error');
      if (error === undefined) return idToken(answer);
      // RFC 8628, 3.5
      if (error === 'slow_down') interval += 5;
      else if (error !== 'authorization_pending')
        throw new SignError('no-identity', `signing in failed: ${error.slice(0, 100)}`);
    }
    throw new SignError('no-identity', 'nobody signed in in time');
  };

/** The identity of the service account of a Google Cloud machine, from its metadata server; asked for, never guessed. */
export const googleCloudToken =
  (ports: SigningPorts, host = 'metadata.google.internal'): TokenSource =>
  async () => {
    const answer = await call(ports, 'the metadata server', {
      method: 'GET',
      url: `http://${host}/computeMetadata/v1/instance/service-accounts/default/identity?audience=sigstore&format=full`,
      headers: { 'metadata-flavor': 'Google' },
    });
    // Nobody else sends it: a server that does not is another one.
    if (answer.headers.get('metadata-flavor') !== 'Google')
      throw new SignError('no-identity', 'what answers is no metadata server of Google Cloud');
    const token = Buffer.from(answer.body).toString('latin1').trim();
    tokenClaims(token);
    return token;
  };
