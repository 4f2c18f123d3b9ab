import { createPublicKey, hash } from 'node:crypto';
import { Malformed } from '../der/read.ts';
import { decodeBase64 } from '../json/base64.ts';
import { member, textMember } from '../json/value.ts';
import {
  type AuthorityAnswer,
  type AuthorityRequest,
  badRequest,
  bytesAnswer,
  jsonAnswer,
  jsonBody,
} from './answer.ts';
import type { Writable } from './canonical.ts';
import { type CtLog, signedTreeHead } from './ct.ts';
import { AuthorityError, type AuthorityErrorCode } from './error.ts';
import { type Issuer, pemOf, signingCertificate } from './fulcio.ts';
import { nameOf } from './issue.ts';
import { type LeafStore, openLog } from './log.ts';
import { noteKeyId } from './note.ts';
import { addEntryV1, consistencyV1, entryV1, logInfoV1, type RekorV1 } from './rekor-v1.ts';
import { addEntryV2, checkpointV2, type RekorV2, tileV2 } from './rekor-v2.ts';
import type { AuthorityState } from './state.ts';
import { issueToken } from './token.ts';
import { noteName, SERVICE } from './trusted-root.ts';
import { isStampable, readTimestampRequest, type TimestampRequest, timestampResponse } from './tsa.ts';
import { tufFiles } from './tuf.ts';

/** A certificate authority, its transparency log, two Rekor logs, a timestamp authority and a TUF repository, behind one function. */
export type Authority = {
  /** Answers a request. Never throws for what a client does wrong: that is a status of 4xx. */
  readonly handle: (request: AuthorityRequest) => Promise<AuthorityAnswer>;
  /** A token for whom these claims name, believed by this authority alone. `seconds`: ten minutes unless said. */
  readonly token: (claims: Readonly<Record<string, Writable>>, seconds?: number) => string;
};

export type AuthorityStores = {
  readonly ct: LeafStore;
  readonly rekor1: LeafStore;
  readonly rekor2: LeafStore;
};

/** The clock of an authority, in milliseconds since 1970. */
export type AuthorityClock = { readonly now: () => number };

const STATUS: Readonly<Record<AuthorityErrorCode, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  exists: 409,
  'not-found': 404,
  'bad-state': 500,
  'log-changed': 500,
};

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** The JSON that Sigstore's timestamp authority takes beside RFC 3161's own request. */
const stampingOf = (request: AuthorityRequest): TimestampRequest => {
  if (request.headers.get('content-type')?.startsWith('application/timestamp-query') === true) {
    const asked = readTimestampRequest(request.body);
    if (asked === undefined) throw badRequest('a SHA-2 digest, and no policy of others, is expected');
    return asked;
  }
  const body = jsonBody(request);
  const digest = decodeBase64(textMember(body, 'artifactHash') ?? '');
  if (textMember(body, 'hashAlgorithm') !== 'sha256' || digest === undefined || !isStampable(SHA256, digest))
    throw badRequest('a SHA-256 is expected');
  return {
    algorithm: SHA256,
    digest,
    nonce: undefined,
    withCertificates: member(body, 'certificates') === true,
  };
};

type Route = readonly [
  method: string,
  path: RegExp,
  answer: (
    request: AuthorityRequest,
    groups: readonly string[],
  ) => AuthorityAnswer | Promise<AuthorityAnswer>,
];

/** Opens an authority over its state and its logs. Throws AuthorityError `log-changed`. */
export const openAuthority = (
  state: AuthorityState,
  stores: AuthorityStores,
  clock: AuthorityClock,
): Authority => {
  const { keys, certificates } = state;
  const name = noteName(state);
  const ct: CtLog = {
    id: hash('sha256', createPublicKey(keys.ct).export({ format: 'der', type: 'spki' }), 'buffer'),
    key: keys.ct,
    log: openLog(stores.ct),
  };
  const signer = (key: AuthorityState['keys']['rekor1']) => ({
    name,
    key,
    id: noteKeyId(name, createPublicKey(key)),
  });
  const rekor1: RekorV1 = { log: openLog(stores.rekor1), signer: signer(keys.rekor1), treeId: state.treeId };
  const rekor2: RekorV2 = { log: openLog(stores.rekor2), signer: signer(keys.rekor2) };
  const issuer: Issuer = {
    key: keys.issuing,
    chain: [certificates.issuing, certificates.root],
    subject: nameOf(state.name, 'issuing'),
    ct,
    tokenKey: createPublicKey(keys.token),
  };
  const stamping = { certificate: certificates.tsa, key: keys.tsa };
  const query = (request: AuthorityRequest) => new URL(request.path, state.url).searchParams;
  const number = (text: string | null | undefined) =>
    /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;

  const routes: readonly Route[] = [
    [
      'POST',
      /^\/fulcio\/api\/v2\/signingCert$/,
      (request) => signingCertificate(issuer, request, clock.now()),
    ],
    [
      'GET',
      /^\/fulcio\/api\/v2\/trustBundle$/,
      () => jsonAnswer({ chains: [{ certificates: issuer.chain.map(pemOf) }] }),
    ],
    ['GET', /^\/ct\/ct\/v1\/get-sth$/, () => jsonAnswer(signedTreeHead(ct, clock.now()))],
    [
      'POST',
      /^\/rekor\/api\/v1\/log\/entries$/,
      (request) => addEntryV1(rekor1, jsonBody(request), clock.now()),
    ],
    [
      'GET',
      /^\/rekor\/api\/v1\/log\/entries$/,
      (request) => entryV1(rekor1, { index: number(query(request).get('logIndex')) }),
    ],
    [
      'GET',
      /^\/rekor\/api\/v1\/log\/entries\/([0-9a-f]{64}|[0-9a-f]{80})$/,
      (_, [uuid = '']) => entryV1(rekor1, { uuid }),
    ],
    ['GET', /^\/rekor\/api\/v1\/log$/, () => logInfoV1(rekor1)],
    [
      'GET',
      /^\/rekor\/api\/v1\/log\/proof$/,
      (request) =>
        consistencyV1(
          rekor1,
          number(query(request).get('firstSize') ?? '1'),
          number(query(request).get('lastSize')),
        ),
    ],
    [
      'POST',
      /^\/rekor2\/api\/v2\/log\/entries$/,
      (request) => addEntryV2(rekor2, jsonBody(request), clock.now()),
    ],
    ['GET', /^\/rekor2\/api\/v2\/checkpoint$/, () => checkpointV2(rekor2)],
    [
      'GET',
      /^\/rekor2\/api\/v2\/tile\/(entries|[0-7])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/,
      (_, [level = '', path = '', width]) => tileV2(rekor2, level, path, width),
    ],
    [
      'POST',
      /^\/tsa\/api\/v1\/timestamp$/,
      (request) =>
        bytesAnswer(
          timestampResponse(stamping, stampingOf(request), clock.now()),
          'application/timestamp-reply',
          201,
        ),
    ],
    [
      'GET',
      /^\/tuf\/([\w./-]{1,200})$/,
      (_, [path = '']) => {
        const file = tufFiles(state, clock.now()).get(path);
        if (file === undefined) throw new AuthorityError('not-found', 'there is no such file');
        return bytesAnswer(file, 'application/json');
      },
    ],
    [
      'GET',
      /^\/token\/\.well-known\/jwks\.json$/,
      () =>
        jsonAnswer({
          keys: [{ ...issuer.tokenKey.export({ format: 'jwk' }), kid: 'custody', alg: 'ES256' }],
        }),
    ],
    ['GET', /^\/healthz$/, () => jsonAnswer({ status: 'ok' })],
  ];

  const answer = async (request: AuthorityRequest): Promise<AuthorityAnswer> => {
    const [path = ''] = request.path.split('?', 1);
    for (const [method, pattern, make] of routes) {
      const match = pattern.exec(path);
      if (match !== null && method === request.method) return make(request, match.slice(1));
    }
    throw new AuthorityError('not-found', 'there is nothing here');
  };

  return {
    token: (claims, seconds = 600) => issueToken(keys.token, claims, clock.now(), seconds),
    handle: async (request) => {
      try {
        return await answer(request);
      } catch (error) {
        const known = error instanceof Malformed ? badRequest(error.message) : error;
        if (!(known instanceof AuthorityError)) throw error;
        const code = STATUS[known.code];
        const said = jsonAnswer({ code, message: known.message }, code);
        return known.location === undefined
          ? said
          : { ...said, location: `${SERVICE.rekor1}${known.location}` };
      }
    },
  };
};
