import { hash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { children, contents, encoded, expectTag, TAG, wholeDer } from '../der/read.ts';
import { booleanOf, integerOf, oidOf, smallIntegerOf } from '../der/values.ts';
import { readCertificate } from '../certificate/certificate.ts';
import { generalizedTime, octets, oid, sequence, setOf, small, tagged, unsigned } from '../keys/der.ts';
import { ecdsaWith } from './issue.ts';

const SHA2 = new Map([
  ['2.16.840.1.101.3.4.2.1', 32],
  ['2.16.840.1.101.3.4.2.2', 48],
  ['2.16.840.1.101.3.4.2.3', 64],
]);
const POLICY = '1.3.6.1.4.1.57264.2';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256 = '2.16.840.1.101.3.4.2.1';

export type TimestampRequest = {
  /** Object identifier of the hash, and the digest that is to be stamped. */
  readonly algorithm: string;
  readonly digest: Uint8Array;
  /** Contents of the INTEGER, given back as they are. */
  readonly nonce: Uint8Array | undefined;
  readonly withCertificates: boolean;
};

/** An algorithm that is SHA-2, and a digest of its length. */
export const isStampable = (algorithm: string, digest: Uint8Array): boolean =>
  SHA2.get(algorithm) === digest.length;

/** Reads a TimeStampReq (RFC 3161, 2.4.1). Throws Malformed; `undefined` where it asks for what is not offered. */
export const readTimestampRequest = (bytes: Uint8Array): TimestampRequest | undefined => {
  const [version, imprint, ...rest] = children(expectTag(wholeDer(bytes), TAG.sequence, 'a request'));
  const [algorithm, digest] = children(expectTag(imprint, TAG.sequence, 'an imprint'));
  const id = oidOf(children(expectTag(algorithm, TAG.sequence, 'an algorithm'))[0]);
  const value = contents(expectTag(digest, TAG.octetString, 'a digest'));
  const policy = rest.find(({ tag }) => tag === TAG.oid);
  const nonce = rest.find(({ tag }) => tag === TAG.integer);
  const certificates = rest.find(({ tag }) => tag === TAG.boolean);
  const known = policy === undefined || oidOf(policy) === POLICY;
  if (smallIntegerOf(version) !== 1 || !known || !isStampable(id, value)) return undefined;
  return {
    algorithm: id,
    digest: value,
    nonce: nonce && integerOf(nonce),
    withCertificates: certificates !== undefined && booleanOf(certificates),
  };
};

export type TimestampSigner = { readonly certificate: Buffer; readonly key: KeyObject };

const attribute = (id: string, value: Uint8Array): Buffer => sequence(oid(id), setOf(value));

/** Makes a TimeStampResp that grants (RFC 3161, 2.4.2), in whole seconds. */
export const timestampResponse = (
  signer: TimestampSigner,
  request: TimestampRequest,
  now: number,
): Buffer => {
  const info = sequence(
    small(1),
    oid(POLICY),
    sequence(sequence(oid(request.algorithm)), octets(request.digest)),
    unsigned(randomBytes(16)),
    generalizedTime(now),
    ...(request.nonce === undefined
      ? []
      : [Buffer.concat([Buffer.from([0x02, request.nonce.length]), request.nonce])]),
  );
  const sha256 = sequence(oid(SHA256));
  const attributes = setOf(
    attribute(CONTENT_TYPE, oid(TST_INFO)),
    attribute(MESSAGE_DIGEST, octets(hash('sha256', info, 'buffer'))),
    // RFC 5816: SHA-256 is the default, and defaults are not written.
    attribute(
      SIGNING_CERTIFICATE_V2,
      sequence(sequence(sequence(octets(hash('sha256', signer.certificate, 'buffer'))))),
    ),
  );
  const { issuer, serial } = readCertificate(signer.certificate);
  const signerInfo = sequence(
    small(1),
    sequence(issuer, unsigned(serial)),
    sha256,
    // RFC 5652, 5.4: signed as a SET, carried as [0].
    tagged(0, contents(wholeDer(attributes))),
    ecdsaWith('sha256'),
    octets(sign('sha256', attributes, signer.key)),
  );
  const signedData = sequence(
    small(3),
    setOf(sha256),
    sequence(oid(TST_INFO), tagged(0, octets(info))),
    ...(request.withCertificates ? [tagged(0, encoded(wholeDer(signer.certificate)))] : []),
    setOf(signerInfo),
  );
  return sequence(sequence(small(0)), sequence(oid(SIGNED_DATA), tagged(0, signedData)));
};
