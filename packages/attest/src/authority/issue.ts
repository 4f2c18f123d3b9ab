import { createPublicKey, hash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { children, contents, wholeDer } from '../der/read.ts';
import {
  bits,
  boolean,
  certificateTime,
  der,
  implicit,
  octets,
  oid,
  sequence,
  setOf,
  small,
  tagged,
  unsigned,
  utf8,
} from '../keys/der.ts';

const ECDSA_WITH = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' } as const;

/** AlgorithmIdentifier of an ECDSA signature. */
export const ecdsaWith = (hashName: 'sha256' | 'sha384'): Buffer => sequence(oid(ECDSA_WITH[hashName]));

/** A Name of an organization and a common name (RFC 5280, 4.1.2.4). */
export const nameOf = (organization: string, commonName: string): Buffer =>
  sequence(
    setOf(sequence(oid('2.5.4.10'), utf8(organization))),
    setOf(sequence(oid('2.5.4.3'), utf8(commonName))),
  );

export const EMPTY_NAME = sequence();

/** One extension; what it holds is DER. */
export const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  critical ? sequence(oid(id), boolean(true), octets(value)) : sequence(oid(id), octets(value));

const spkiOf = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });

/** SHA-1 of the key's bits (RFC 5280, 4.2.1.2, method 1): a name, no security rests on it. */
const keyIdOf = (spki: Uint8Array): Buffer => {
  const [, keyBits] = children(wholeDer(spki));
  return hash('sha1', keyBits === undefined ? Buffer.alloc(0) : contents(keyBits).subarray(1), 'buffer');
};

export const keyUsage = (...usages: readonly ('digitalSignature' | 'certSign')[]): Buffer => {
  const value = (usages.includes('digitalSignature') ? 0x80 : 0) | (usages.includes('certSign') ? 0x06 : 0);
  return extension('2.5.29.15', true, der(0x03, Buffer.from([usages.includes('certSign') ? 1 : 7, value])));
};

export const extendedKeyUsage = (id: string, critical: boolean): Buffer =>
  extension('2.5.29.37', critical, sequence(oid(id)));

export const authorityOf = (pathLength: number | undefined): Buffer =>
  extension(
    '2.5.29.19',
    true,
    sequence(boolean(true), ...(pathLength === undefined ? [] : [small(pathLength)])),
  );

export const subjectKeyId = (key: KeyObject): Buffer =>
  extension('2.5.29.14', false, octets(keyIdOf(spkiOf(key))));

export const authorityKeyId = (key: KeyObject): Buffer =>
  extension('2.5.29.35', false, sequence(implicit(0, keyIdOf(spkiOf(key)))));

export type CertificateRequest = {
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Uint8Array[];
  readonly signer: KeyObject;
  readonly hash: 'sha256' | 'sha384';
  /** 16 random bytes where absent. The same serial twice only for a pre-certificate and its certificate. */
  readonly serial?: Uint8Array;
};

/** A positive serial of 16 bytes, 126 of whose bits are random (RFC 5280, 4.1.2.2). */
export const newSerial = (): Buffer => {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
};

/** The TBSCertificate (RFC 5280, 4.1.2). */
export const toBeSigned = (request: CertificateRequest, serial: Uint8Array): Buffer =>
  sequence(
    tagged(0, small(2)),
    unsigned(serial),
    ecdsaWith(request.hash),
    request.issuer,
    sequence(certificateTime(request.notBefore), certificateTime(request.notAfter)),
    request.subject,
    spkiOf(request.publicKey),
    tagged(3, sequence(...request.extensions)),
  );

/** Issues an X.509 v3 certificate by an ECDSA key. Gives its DER. */
export const issueCertificate = (request: CertificateRequest): Buffer => {
  const tbs = toBeSigned(request, request.serial ?? newSerial());
  return sequence(tbs, ecdsaWith(request.hash), bits(sign(request.hash, tbs, request.signer)));
};
