import { hash } from 'node:crypto';
import { pemOf } from '../authority/fulcio.ts';
import { publicKey } from '../crypto/key.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import type { Json } from '../json/types.ts';
import { isArray, isObject, member, textMember } from '../json/value.ts';
import { call, jsonOf, posted } from './call.ts';
import { SignError } from './error.ts';
import type { ServiceAnswer, Signed, SigningPorts, VerificationKey } from './types.ts';

const LOG = 'the transparency log';

/** A statement in its envelope, signed. */
export type SignedEnvelope = Signed & { readonly payloadType: string; readonly payload: Uint8Array };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const envelopeJson = ({ payloadType, payload, signature, key }: SignedEnvelope) => ({
  payload: base64(payload),
  payloadType,
  signatures: [{ sig: base64(signature), keyid: key.kind === 'public-key' ? key.hint : '' }],
});

const pemFor = (key: VerificationKey): string =>
  key.kind === 'certificate'
    ? pemOf(key.leaf)
    : String(publicKey(key.spki).export({ format: 'pem', type: 'spki' }));

const fail = (): never => {
  throw new SignError('bad-answer', `${LOG} answers with no entry`);
};

/** Rekor v1 writes bytes in hexadecimal where bundles have base64. */
const fromHex = (value: Json | undefined): string =>
  typeof value === 'string' && /^(?:[0-9a-f]{2})+$/.test(value)
    ? Buffer.from(value, 'hex').toString('base64')
    : fail();

const numberOf = (value: Json | undefined): string =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : fail();

const textOf = (value: Json | undefined, name: string): string => textMember(value, name) ?? fail();

/** The entry as bundles write it (protobuf's JSON), from Rekor v1's own form. */
const entryFromV1 = (answer: ServiceAnswer, kind: 'dsse' | 'hashedrekord'): Json => {
  const document = jsonOf(LOG, answer);
  const [entry, ...others] = isObject(document) ? Object.values(document) : [];
  if (entry === undefined || others.length > 0) return fail();
  const proof = member(member(entry, 'verification'), 'inclusionProof');
  const hashes = member(proof, 'hashes');
  return {
    logIndex: numberOf(member(entry, 'logIndex')),
    logId: { keyId: fromHex(member(entry, 'logID')) },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: numberOf(member(entry, 'integratedTime')),
    inclusionPromise: { signedEntryTimestamp: textOf(member(entry, 'verification'), 'signedEntryTimestamp') },
    inclusionProof: {
      logIndex: numberOf(member(proof, 'logIndex')),
      rootHash: fromHex(member(proof, 'rootHash')),
      treeSize: numberOf(member(proof, 'treeSize')),
      hashes: isArray(hashes) ? hashes.map(fromHex) : fail(),
      checkpoint: { envelope: textOf(proof, 'checkpoint') },
    },
    canonicalizedBody: textOf(entry, 'body'),
  };
};

type Proposed = { readonly kind: 'dsse' | 'hashedrekord'; readonly spec: Json };

const submitV1 = async (ports: SigningPorts, url: string, { kind, spec }: Proposed): Promise<Json> => {
  const request = posted(`${url}/api/v1/log/entries`, { apiVersion: '0.0.1', kind, spec });
  const answer = await call(ports, LOG, request, [201, 409]);
  if (answer.status === 201) return entryFromV1(answer, kind);
  // A retry whose first attempt did arrive: the entry is there.
  const uuid = /\/([0-9a-f]{64}|[0-9a-f]{80})$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (uuid === undefined) return fail();
  const headers = { accept: 'application/json' };
  const found = await call(ports, LOG, { method: 'GET', url: `${url}/api/v1/log/entries/${uuid}`, headers });
  return entryFromV1(found, kind);
};

const logV1 = (ports: SigningPorts, url: string, envelope: SignedEnvelope): Promise<Json> => {
  const proposedContent = {
    envelope: JSON.stringify(envelopeJson(envelope)),
    verifiers: [base64(Buffer.from(pemFor(envelope.key), 'utf8'))],
  };
  return submitV1(ports, url, { kind: 'dsse', spec: { proposedContent } });
};

const KEY_DETAILS: Readonly<Record<string, string>> = {
  prime256v1: 'PKIX_ECDSA_P256_SHA_256',
  secp384r1: 'PKIX_ECDSA_P384_SHA_384',
  secp521r1: 'PKIX_ECDSA_P521_SHA_512',
};

/** How a signature is to be checked, as Rekor v2 takes it; and the curve of the key. */
const verifierOf = (key: VerificationKey) => {
  const spki = key.kind === 'certificate' ? undefined : publicKey(key.spki);
  const curve = spki === undefined ? 'prime256v1' : (spki.asymmetricKeyDetails?.namedCurve ?? '');
  const verifier = {
    keyDetails: KEY_DETAILS[curve] ?? 'PKIX_ED25519',
    ...(key.kind === 'certificate'
      ? { x509Certificate: { rawBytes: base64(key.leaf) } }
      : { publicKey: { rawBytes: base64(key.spki) } }),
  };
  return { curve, verifier };
};

const submitV2 = async (ports: SigningPorts, url: string, request: object): Promise<Json> =>
  jsonOf(LOG, await call(ports, LOG, posted(`${url}/api/v2/log/entries`, request)));

const logV2 = (ports: SigningPorts, url: string, envelope: SignedEnvelope): Promise<Json> => {
  const { key, payload, payloadType, signature } = envelope;
  const { curve, verifier } = verifierOf(key);
  // Logged by digest; a log cannot check an Ed25519 signature that way, and gets the envelope.
  const request =
    curve === 'prime256v1'
      ? {
          hashedRekordRequestV002: {
            digest: hash('sha256', preAuthEncoding(payloadType, payload), 'base64'),
            signature: { content: base64(signature), verifier },
          },
        }
      : { dsseRequestV002: { envelope: envelopeJson(envelope), verifiers: [verifier] } };
  return submitV2(ports, url, request);
};

/** Logs a signature over a file itself, by the file's SHA-256 (lower-case hex). Throws SignError. */
export const logMessage = (
  ports: SigningPorts,
  log: { readonly url: string; readonly version: 1 | 2 },
  sha256: string,
  { signature, key }: Signed,
): Promise<Json> => {
  const content = base64(signature);
  if (log.version === 2) {
    const digest = Buffer.from(sha256, 'hex').toString('base64');
    const { verifier } = verifierOf(key);
    return submitV2(ports, log.url, {
      hashedRekordRequestV002: { digest, signature: { content, verifier } },
    });
  }
  const publicKeyContent = base64(Buffer.from(pemFor(key), 'utf8'));
  const spec = {
    data: { hash: { algorithm: 'sha256', value: sha256 } },
    signature: { content, publicKey: { content: publicKeyContent } },
  };
  return submitV1(ports, log.url, { kind: 'hashedrekord', spec });
};

/** Logs a signed envelope; gives the entry as bundles write it. Throws SignError. */
export const logEntry = (
  ports: SigningPorts,
  log: { readonly url: string; readonly version: 1 | 2 },
  envelope: SignedEnvelope,
): Promise<Json> => (log.version === 1 ? logV1 : logV2)(ports, log.url, envelope);

/** A timestamp over a signature (RFC 3161), DER in base64. Throws SignError. */
export const timestampOf = async (
  ports: SigningPorts,
  url: string,
  signature: Uint8Array,
): Promise<string> => {
  const request = posted(url, {
    artifactHash: hash('sha256', signature, 'base64'),
    hashAlgorithm: 'sha256',
    certificates: false,
  });
  const answer = await call(ports, 'the timestamp authority', {
    ...request,
    headers: { ...request.headers, accept: 'application/timestamp-reply' },
  });
  return base64(answer.body);
};
