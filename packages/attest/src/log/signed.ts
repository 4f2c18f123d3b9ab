import type { HashName } from '../bundle/types.ts';
import { sameBytes } from '../crypto/digest.ts';
import { decodeBase64 } from '../json/base64.ts';
import type { Json } from '../json/types.ts';
import { isArray, member, textMember } from '../json/value.ts';

/** What was signed here, as a log would have recorded it. */
export type Signed = {
  readonly signature: Uint8Array;
  /** DER of the certificate, or of the SubjectPublicKeyInfo. */
  readonly verifier: { readonly kind: 'certificate' | 'public-key'; readonly der: Uint8Array };
  readonly content: /** A digest of the message, by algorithm; `undefined` where it is not known. */
    | { readonly kind: 'message'; readonly digest: (algorithm: HashName) => Uint8Array | undefined }
    | {
        readonly kind: 'dsse';
        readonly payload: (algorithm: HashName) => Uint8Array;
        readonly pae: (algorithm: HashName) => Uint8Array;
      };
};

/** Says what the spec of a log entry records otherwise, or nothing where it agrees. */
export type Logged = (spec: Json | undefined, signed: Signed) => string | undefined;

const V1_HASHES: ReadonlyMap<string, HashName> = new Map([
  ['sha256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha512', 'sha512'],
]);

/** `{algorithm, value}` of Rekor v1: lower-case hex. */
export const sameHexDigest = (
  written: Json | undefined,
  digest: (algorithm: HashName) => Uint8Array | undefined,
): boolean => {
  const algorithm = V1_HASHES.get(textMember(written, 'algorithm') ?? '');
  const expected = algorithm === undefined ? undefined : digest(algorithm);
  return expected !== undefined && textMember(written, 'value') === Buffer.from(expected).toString('hex');
};

const V2_HASHES: ReadonlyMap<string, HashName> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);

/** `{algorithm, digest}` of Rekor v2: base64. */
export const sameDigest = (
  written: Json | undefined,
  digest: (algorithm: HashName) => Uint8Array | undefined,
): boolean => {
  const algorithm = V2_HASHES.get(textMember(written, 'algorithm') ?? '');
  const expected = algorithm === undefined ? undefined : digest(algorithm);
  return expected !== undefined && sameBase64(member(written, 'digest'), expected);
};

/** True where a base64 member holds exactly these bytes. */
export const sameBase64 = (written: Json | undefined, expected: Uint8Array): boolean => {
  const bytes = typeof written === 'string' ? decodeBase64(written) : undefined;
  return bytes !== undefined && sameBytes(bytes, expected);
};

const PEM = /^\s*-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\r\n]+)-----END \1-----\s*$/;

/** True where base64 of PEM text holds the certificate or key that verifies here (Rekor v1). */
export const samePem = (written: Json | undefined, { kind, der }: Signed['verifier']): boolean => {
  const bytes = typeof written === 'string' ? decodeBase64(written) : undefined;
  const match = bytes === undefined ? null : PEM.exec(Buffer.from(bytes).toString('latin1'));
  const wanted = kind === 'certificate' ? 'CERTIFICATE' : 'PUBLIC KEY';
  return match?.[1] === wanted && sameBase64(match[2], der);
};

/** True where a Verifier of Rekor v2 is the certificate or key that verifies here. */
export const sameVerifier = (written: Json | undefined, { kind, der }: Signed['verifier']): boolean => {
  const certificate = member(written, 'x509Certificate');
  const key = member(written, 'publicKey');
  if ((certificate === undefined) === (key === undefined)) return false;
  const raw = member(kind === 'certificate' ? certificate : key, 'rawBytes');
  return sameBase64(raw, der);
};

/** The only item of a list, or `undefined`. */
export const onlyItem = (list: Json | undefined): Json | undefined =>
  isArray(list) && list.length === 1 ? list[0] : undefined;
