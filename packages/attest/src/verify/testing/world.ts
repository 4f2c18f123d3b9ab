import { createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { preAuthEncoding } from '../../envelope/pae.ts';
import { readTrustRoot } from '../../trust/read.ts';
import type { TrustRoot } from '../../trust/types.ts';
import {
  certificate,
  type CertificateSpec,
  extension,
  type ExtensionSpec,
  signWith,
  tbs,
} from './certificate.ts';
import { der, generalizedTime, integer, octets, oid, sequence, set } from './der.ts';

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
const MINUTE = 60_000;

const keys = {
  root: makeKey('p384'),
  issuing: makeKey('p384'),
  ct: makeKey('p256'),
  rekor1: makeKey('p256'),
  rekor2: makeKey('ed25519'),
  tsa: makeKey('p256'),
};

const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

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
const TSA = certificate({
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

const LOG_NAME = 'log.example';
const rekor2Id = hash(
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

/** Signed certificate timestamps over a certificate that is yet without them. */
const sctExtension = (spec: CertificateSpec, key: KeyObject): ExtensionSpec => {
  const body = tbs(spec);
  const head = Buffer.alloc(12);
  head.writeBigUInt64BE(BigInt(spec.from + 1000), 2);
  head.writeUInt16BE(1, 10);
  const length = Buffer.alloc(3);
  length.writeUIntBE(body.length, 0, 3);
  const issuerHash = sha256(spki(keys.issuing));
  const signature = signWith(key, Buffer.concat([head, issuerHash, length, body, Buffer.alloc(2)]));
  const sizes = Buffer.alloc(2);
  sizes.writeUInt16BE(signature.length);
  const sct = Buffer.concat([
    Buffer.of(0),
    sha256(spki(keys.ct)),
    head.subarray(2, 10),
    Buffer.of(0, 0, 4, 3),
    sizes,
    signature,
  ]);
  const inner = Buffer.alloc(2);
  inner.writeUInt16BE(sct.length);
  const outer = Buffer.alloc(2);
  outer.writeUInt16BE(sct.length + 2);
  return { id: '1.3.6.1.4.1.11129.2.4.2', value: octets(Buffer.concat([outer, inner, sct])) };
};

export type LeafOptions = {
  readonly key?: KeyObject;
  readonly at?: number;
  readonly usage?: ExtensionSpec | 'none';
  readonly purposes?: ExtensionSpec | 'none';
  readonly name?: ExtensionSpec | 'none';
  readonly more?: readonly ExtensionSpec[];
  readonly issuerKey?: KeyObject;
  readonly ctKey?: KeyObject | 'none';
};

const given = (
  option: ExtensionSpec | 'none' | undefined,
  otherwise: ExtensionSpec,
): readonly ExtensionSpec[] => (option === 'none' ? [] : [option ?? otherwise]);

export const WORKFLOW = 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0';

/** A signing certificate as Fulcio makes them, but for what the options say. */
export const makeLeaf = (key: KeyObject, options: LeafOptions = {}): Buffer => {
  const at = options.at ?? NOW;
  const spec: CertificateSpec = {
    subject: '',
    key,
    issuer: 'test issuing',
    issuerKey: options.issuerKey ?? keys.issuing,
    from: at - MINUTE,
    to: at + 9 * MINUTE,
    extensions: [
      ...given(options.usage, extension.usage(0)),
      ...given(options.purposes, extension.purposes(PURPOSE.codeSigning)),
      extension.subjectKey(key),
      extension.authorityKey(keys.issuing),
      ...given(options.name, extension.uri(WORKFLOW)),
      extension.claim(8, 'https://token.actions.githubusercontent.com'),
      ...(options.more ?? []),
    ],
  };
  if (options.ctKey === 'none') return certificate(spec);
  return certificate({
    ...spec,
    extensions: [...spec.extensions, sctExtension(spec, options.ctKey ?? keys.ct)],
  });
};

const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${base64(bytes).replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** An RFC 3161 response over a signature. */
export const makeTimestamp = (signature: Uint8Array, at: number, key = keys.tsa): Buffer => {
  const sha = sequence(oid('2.16.840.1.101.3.4.2.1'));
  const info = sequence(
    integer(1),
    oid('1.3.6.1.4.1.57264.2'),
    sequence(sha, octets(sha256(signature))),
    integer(5),
    generalizedTime(at),
  );
  const attributes = [
    sequence(oid('1.2.840.113549.1.9.3'), set(oid('1.2.840.113549.1.9.16.1.4'))),
    sequence(oid('1.2.840.113549.1.9.4'), set(octets(sha256(info)))),
    sequence(oid('1.2.840.113549.1.9.16.2.47'), set(sequence(sequence(sequence(octets(sha256(TSA))))))),
  ];
  const signer = sequence(
    integer(1),
    sequence(sequence(set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from('test root'))))), integer(99)),
    sha,
    der(0xa0, ...attributes),
    sequence(oid('1.2.840.10045.4.3.2')),
    octets(signWith(key, set(...attributes))),
  );
  const signed = sequence(
    integer(3),
    set(sha),
    sequence(oid('1.2.840.113549.1.9.16.1.4'), der(0xa0, octets(info))),
    set(signer),
  );
  return sequence(sequence(integer(0)), sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, signed)));
};

const checkpoint = (origin: string, name: string, id: Buffer, key: KeyObject, root: Buffer): string => {
  const note = `${origin}\n2\n${base64(root)}\n`;
  return `${note}\n\u2014 ${name} ${base64(Buffer.concat([id.subarray(0, 4), signWith(key, Buffer.from(note))]))}\n`;
};

const OTHER = sha256(Buffer.from('another leaf'));

const inclusion = (body: Buffer, origin: string, name: string, id: Buffer, key: KeyObject) => {
  const leaf = sha256(Buffer.concat([Buffer.of(0), body]));
  const root = sha256(Buffer.concat([Buffer.of(1), OTHER, leaf]));
  return {
    logIndex: '1',
    rootHash: base64(root),
    treeSize: '2',
    hashes: [base64(OTHER)],
    checkpoint: { envelope: checkpoint(origin, name, id, key, root) },
  };
};

/** An entry of Rekor v1, with a promise that tells the time. */
export const entryV1 = (body: unknown, kind: string, version: string, at: number) => {
  const bytes = Buffer.from(JSON.stringify(body));
  const id = sha256(spki(keys.rekor1));
  const time = Math.floor(at / 1000);
  const promise = `{"body":"${base64(bytes)}","integratedTime":${time},"logID":"${id.toString('hex')}","logIndex":41}`;
  return {
    logIndex: '41',
    logId: { keyId: base64(id) },
    kindVersion: { kind, version },
    integratedTime: String(time),
    inclusionPromise: { signedEntryTimestamp: base64(signWith(keys.rekor1, Buffer.from(promise))) },
    inclusionProof: inclusion(bytes, 'rekor.example - 77', 'rekor.example', id, keys.rekor1),
    canonicalizedBody: base64(bytes),
  };
};

/** An entry of Rekor v2: no promise, no time. */
export const entryV2 = (body: unknown, kind: string) => {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    logIndex: '1',
    logId: { keyId: base64(rekor2Id) },
    kindVersion: { kind, version: '0.0.2' },
    inclusionProof: inclusion(bytes, LOG_NAME, LOG_NAME, rekor2Id, keys.rekor2),
    canonicalizedBody: base64(bytes),
  };
};

export const statementOf = (name: string, sha: string, more: object = {}): object => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name, digest: { sha256: sha } }],
  predicateType: 'https://docs.pypi.org/attestations/publish/v1',
  predicate: null,
  ...more,
});

export type Made = {
  readonly log?: 'v1' | 'v2' | 'v2-hashedrekord';
  readonly payloadType?: string;
  readonly at?: number;
  readonly leaf?: Buffer;
};

/** A bundle (v0.3) with an envelope over a statement, as signers make them. */
export const makeEnvelopeBundle = (statement: object, key: KeyObject, made: Made = {}) => {
  const payload = Buffer.from(JSON.stringify(statement));
  const payloadType = made.payloadType ?? 'application/vnd.in-toto+json';
  const at = made.at ?? NOW;
  const leaf = made.leaf ?? makeLeaf(key);
  const pae = preAuthEncoding(payloadType, payload);
  const signature = signWith(key, pae);
  const verifier = { x509Certificate: { rawBytes: base64(leaf) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' };
  const recorded = { content: base64(signature), verifier };
  const v1 = {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: '00'.repeat(32) },
      payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
      signatures: [{ signature: base64(signature), verifier: base64(Buffer.from(pem('CERTIFICATE', leaf))) }],
    },
  };
  const dsse = {
    apiVersion: '0.0.2',
    kind: 'dsse',
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: base64(sha256(payload)) },
        signatures: [recorded],
      },
    },
  };
  const hashed = {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: { data: { algorithm: 'SHA2_256', digest: base64(sha256(pae)) }, signature: recorded },
    },
  };
  const log = made.log ?? 'v1';
  const entry =
    log === 'v1'
      ? entryV1(v1, 'dsse', '0.0.1', at)
      : log === 'v2'
        ? entryV2(dsse, 'dsse')
        : entryV2(hashed, 'hashedrekord');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: base64(leaf) },
      tlogEntries: [entry],
      timestampVerificationData: {
        rfc3161Timestamps: log === 'v1' ? [] : [{ signedTimestamp: base64(makeTimestamp(signature, at)) }],
      },
    },
    dsseEnvelope: {
      payload: base64(payload),
      payloadType,
      signatures: [{ sig: base64(signature), keyid: '' }],
    },
  };
};

/** A bundle (v0.3) with a signature over the artifact itself. */
export const makeMessageBundle = (bytes: Buffer, key: KeyObject, log: 'v1' | 'v2' = 'v1') => {
  const leaf = makeLeaf(key);
  const signature = signWith(key, bytes);
  const digest = { algorithm: 'SHA2_256', digest: base64(sha256(bytes)) };
  const v1 = {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: sha256(bytes).toString('hex') } },
      signature: {
        content: base64(signature),
        publicKey: { content: base64(Buffer.from(pem('CERTIFICATE', leaf))) },
      },
    },
  };
  const verifier = { x509Certificate: { rawBytes: base64(leaf) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' };
  const v2 = {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: { hashedRekordV002: { data: digest, signature: { content: base64(signature), verifier } } },
  };
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: base64(leaf) },
      tlogEntries: [log === 'v1' ? entryV1(v1, 'hashedrekord', '0.0.1', NOW) : entryV2(v2, 'hashedrekord')],
      timestampVerificationData: {
        rfc3161Timestamps: log === 'v1' ? [] : [{ signedTimestamp: base64(makeTimestamp(signature, NOW)) }],
      },
    },
    messageSignature: { messageDigest: digest, signature: base64(signature) },
  };
};
