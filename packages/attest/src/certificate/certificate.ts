import { type KeyObject } from 'node:crypto';
import { publicKey } from '../crypto/key.ts';
import { bitsOf, integerOf, oidOf, smallIntegerOf } from '../der/values.ts';
import { children, type Der, encoded, expectTag, Malformed, TAG, wholeDer } from '../der/read.ts';
import { timeOf } from '../der/time.ts';
import { type Extension, readExtensions } from './extension.ts';

/** Real signing certificates have less than 3 kB. */
const MAX_BYTES = 64 * 1024;

/** An X.509 v3 certificate, taken apart (RFC 5280, 4.1). Byte members are views into `der`. */
export type Certificate = {
  readonly der: Buffer;
  /** What is signed, and the place of things in it that the SCT needs. */
  readonly tbs: Der;
  readonly signatureAlgorithm: string;
  readonly signature: Buffer;
  readonly serial: Buffer;
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** Milliseconds since 1970; both ends count as valid. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  readonly key: KeyObject;
  readonly extensions: ReadonlyMap<string, Extension>;
};

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

/**
 * Reads a certificate from DER. Throws Malformed for anything that RFC 5280, 4.1 does not allow: another version than 3, unlike
 * signature algorithms, an extension twice, a key that Node cannot make.
 */
export const readCertificate = (der: Uint8Array): Certificate => {
  if (der.length > MAX_BYTES)
    throw new Malformed(`a certificate of ${der.length} bytes, more than ${MAX_BYTES}`);
  const whole = expectTag(wholeDer(der), TAG.sequence, 'a certificate');
  const [tbs, algorithm, signature, ...beyond] = children(whole);
  if (beyond.length > 0) throw new Malformed('a certificate with more than three parts');
  const parts = children(expectTag(tbs, TAG.sequence, 'a TBSCertificate'));
  const [version, serial, inner, issuer, validity, subject, spki, ...rest] = parts;
  if (smallIntegerOf(children(expectTag(version, VERSION, 'the version'))[0]) !== 2)
    throw new Malformed('a certificate that is not of version 3');
  const outerAlgorithm = expectTag(algorithm, TAG.sequence, 'the signature algorithm');
  if (!encoded(expectTag(inner, TAG.sequence, 'the signature algorithm')).equals(encoded(outerAlgorithm)))
    throw new Malformed('a certificate whose two signature algorithms differ (RFC 5280, 4.1.1.2)');
  const [from, to, ...more] = children(expectTag(validity, TAG.sequence, 'the validity'));
  const [extensions, ...others] = rest;
  if (more.length > 0 || others.length > 0) throw new Malformed('a certificate with unknown parts');
  const keyBytes = encoded(expectTag(spki, TAG.sequence, 'the public key'));
  return {
    der: whole.source,
    tbs: expectTag(tbs, TAG.sequence, 'a TBSCertificate'),
    signatureAlgorithm: oidOf(children(outerAlgorithm)[0]),
    signature: bitsOf(signature),
    serial: integerOf(serial),
    issuer: encoded(expectTag(issuer, TAG.sequence, 'the issuer')),
    subject: encoded(expectTag(subject, TAG.sequence, 'the subject')),
    notBefore: timeOf(from),
    notAfter: timeOf(to),
    spki: keyBytes,
    key: publicKey(keyBytes),
    extensions:
      extensions === undefined
        ? new Map()
        : readExtensions(expectTag(extensions, EXTENSIONS, 'the extensions')),
  };
};

/** Leaves by the bytes they were read from: the same evidence is looked at more than once on its way. */
const leaves = new WeakMap<Uint8Array, Certificate>();

/** As `readCertificate`, once for the same bytes object. Throws Malformed. */
export const readLeaf = (der: Uint8Array): Certificate => {
  const known = leaves.get(der);
  if (known !== undefined) return known;
  const leaf = readCertificate(der);
  leaves.set(der, leaf);
  return leaf;
};
