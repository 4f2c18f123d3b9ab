import type { KeyObject } from 'node:crypto';
import { preAuthEncoding } from '../../envelope/pae.ts';
import { signWith } from './certificate.ts';
import { entryV1, entryV2 } from './entry.ts';
import { makeLeaf, makeTimestamp } from './leaf.ts';
import { base64, NOW, sha256 } from './world.ts';

const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${base64(bytes).replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

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
