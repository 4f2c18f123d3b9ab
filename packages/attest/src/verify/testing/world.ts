import { createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { readTrustRoot } from '../../trust/read.ts';
import type { TrustRoot } from '../../trust/types.ts';
import { certificate, extension } from './certificate.ts';

/** A Sigstore of its own: authority, log of certificates, both Rekors, timestamp authority. Everything can be made wrong. */

export type KeyKind = 'p256' | 'p384' | 'p521' | 'ed25519' | 'rsa';

const CURVES = { p256: 'P-256', p384: 'P-384', p521: 'P-521' } as const;

export const makeKey = (kind: KeyKind): KeyObject => {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: CURVES[kind] }).privateKey;
};

export const NOW = Date.UTC(2026, 5, 1, 12);
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2036, 0, 1);

export const keys = {
  root: makeKey('p384'),
  issuing: makeKey('p384'),
  ct: makeKey('p256'),
  rekor1: makeKey('p256'),
  rekor2: makeKey('ed25519'),
  tsa: makeKey('p256'),
};

export const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

export const PURPOSE = {
  codeSigning: '1.3.6.1.5.5.7.3.3',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  server: '1.3.6.1.5.5.7.3.1',
};

const ROOT = certificate({
  subject: 'test root',
  key: keys.root,
  issuer: 'test root',
  issuerKey: keys.root,
  from: START,
  to: END,
  extensions: [extension.authority(), extension.usage(5, 6), extension.subjectKey(keys.root)],
});
const ISSUING = certificate({
  subject: 'test issuing',
  key: keys.issuing,
  issuer: 'test root',
  issuerKey: keys.root,
  from: START,
  to: END,
  extensions: [
    extension.authority(0),
    extension.usage(5, 6),
    extension.purposes(PURPOSE.codeSigning),
    extension.subjectKey(keys.issuing),
    extension.authorityKey(keys.root),
  ],
});
export const TSA = certificate({
  subject: 'test tsa',
  key: keys.tsa,
  issuer: 'test root',
  issuerKey: keys.root,
  from: START,
  to: END,
  serial: 99,
  extensions: [
    extension.usage(0),
    { ...extension.purposes(PURPOSE.timeStamping), critical: true },
    extension.authorityKey(keys.root),
  ],
});

export const LOG_NAME = 'log.example';
export const rekor2Id = hash(
  'sha256',
  Buffer.concat([Buffer.from(`${LOG_NAME}\n\u0001`), spki(keys.rekor2).subarray(-32)]),
  'buffer',
);
const validFor = { start: new Date(START).toISOString() };

const logJson = (url: string, key: KeyObject, keyDetails: string, id: Buffer) => ({
  baseUrl: url,
  hashAlgorithm: 'SHA2_256',
  publicKey: { rawBytes: base64(spki(key)), keyDetails, validFor },
  logId: { keyId: base64(id) },
});

/** The trusted root of this world, as JSON that can be changed before it is read. */
export const trustedRootJson = () => ({
  mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  tlogs: [
    logJson('https://rekor.example', keys.rekor1, 'PKIX_ECDSA_P256_SHA_256', sha256(spki(keys.rekor1))),
    logJson(`https://${LOG_NAME}`, keys.rekor2, 'PKIX_ED25519', rekor2Id),
  ],
  certificateAuthorities: [
    {
      uri: 'https://fulcio.example',
      certChain: { certificates: [{ rawBytes: base64(ISSUING) }, { rawBytes: base64(ROOT) }] },
      validFor,
    },
  ],
  ctlogs: [logJson('https://ct.example', keys.ct, 'PKIX_ECDSA_P256_SHA_256', sha256(spki(keys.ct)))],
  timestampAuthorities: [
    {
      uri: 'https://tsa.example',
      certChain: { certificates: [{ rawBytes: base64(TSA) }, { rawBytes: base64(ROOT) }] },
      validFor,
    },
  ],
});

export const trustOf = (json: unknown): TrustRoot => {
  const reading = readTrustRoot(Buffer.from(JSON.stringify(json)), { kind: 'file', path: 'root.json' });
  if (reading.kind === 'invalid')
    throw new Error(reading.problems.map(({ place, message }) => `${place}: ${message}`).join());
  return reading.value;
};
