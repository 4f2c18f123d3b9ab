import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import {
  children,
  contents,
  type Der,
  encoded,
  expectTag,
  Malformed,
  readDer,
  TAG,
  wholeDer,
} from '../der/read.ts';
import { timeOf } from '../der/time.ts';
import { integerOf, oidOf, smallIntegerOf } from '../der/values.ts';
import type { HashName } from '../bundle/types.ts';

/** A timestamp token, taken apart (RFC 3161, 2.4.2; RFC 5652, 5). */
export type Timestamp = {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly imprint: { readonly hash: HashName; readonly digest: Buffer };
  /** The TSTInfo that is digested. */
  readonly info: Buffer;
  readonly signer: {
    readonly issuer: Buffer;
    readonly serial: Buffer;
    readonly digest: HashName;
    readonly signatureAlgorithm: string;
    readonly signature: Buffer;
    /** The signed attributes as they are signed: a SET. */
    readonly signedAttributes: Buffer;
    readonly contentType: string;
    readonly messageDigest: Buffer;
    /** What the signer says its certificate is: digest of the DER (RFC 5816). */
    readonly certificateId: { readonly hash: HashName; readonly digest: Buffer } | undefined;
  };
  readonly certificates: readonly Certificate[];
};

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const HASH_OIDS: ReadonlyMap<string, HashName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
const MAX_CERTIFICATES = 16;

const hashOf = (algorithm: Der | undefined): HashName => {
  const id = oidOf(children(expectTag(algorithm, TAG.sequence, 'a digest algorithm'))[0]);
  const hash = HASH_OIDS.get(id);
  if (hash === undefined) throw new Malformed(`the digest algorithm ${id} is not accepted`);
  return hash;
};

const onlyChild = (value: Der): Der => {
  const inside = readDer(value.source, value.from, value.end);
  if (inside.end !== value.end) throw new Malformed('DER: one value is expected inside another');
  return inside;
};

/** RFC 5816: the first certificate id is that of the signer's own. SHA-1 ids (RFC 2634) are not used. */
const certificateId = (attribute: Der): Timestamp['signer']['certificateId'] => {
  const [list] = children(expectTag(attribute, TAG.sequence, 'a signing certificate'));
  const [first] = children(expectTag(list, TAG.sequence, 'certificate ids'));
  const [algorithm, digest] = children(expectTag(first, TAG.sequence, 'a certificate id'));
  if (algorithm?.tag === TAG.octetString) return { hash: 'sha256', digest: contents(algorithm) };
  return { hash: hashOf(algorithm), digest: contents(expectTag(digest, TAG.octetString, 'a digest')) };
};

const readAttributes = (wrapped: Der) => {
  const found = new Map<string, Der>();
  for (const attribute of children(wrapped)) {
    const [id, values] = children(expectTag(attribute, TAG.sequence, 'an attribute'));
    const oid = oidOf(id);
    if (found.has(oid)) throw new Malformed(`the attribute ${oid} is there twice`);
    found.set(oid, onlyChild(expectTag(values, TAG.set, 'the values of an attribute')));
  }
  const signing = found.get(ATTRIBUTE.signingCertificateV2);
  if (signing === undefined && !found.has(ATTRIBUTE.signingCertificate))
    throw new Malformed('the signer does not say which certificate is its own (RFC 3161, 2.4.2)');
  return {
    contentType: oidOf(found.get(ATTRIBUTE.contentType)),
    messageDigest: contents(
      expectTag(found.get(ATTRIBUTE.messageDigest), TAG.octetString, 'the message digest'),
    ),
    certificateId: signing === undefined ? undefined : certificateId(signing),
  };
};

const readSigner = (value: Der | undefined): Timestamp['signer'] => {
  const [version, sid, digest, attributes, algorithm, signature] = children(
    expectTag(value, TAG.sequence, 'a signer'),
  );
  if (smallIntegerOf(version) !== 1)
    throw new Malformed('a signer that is not named by issuer and serial number');
  const [issuer, serial] = children(expectTag(sid, TAG.sequence, 'issuer and serial number'));
  const wrapped = expectTag(attributes, 0xa0, 'the signed attributes');
  // RFC 5652, 5.4: signed as a SET, whatever tag they have in the message.
  const signedAttributes = Buffer.from(encoded(wrapped));
  signedAttributes[0] = TAG.set;
  return {
    issuer: encoded(expectTag(issuer, TAG.sequence, 'the issuer')),
    serial: integerOf(serial),
    digest: hashOf(digest),
    signatureAlgorithm: oidOf(children(expectTag(algorithm, TAG.sequence, 'a signature algorithm'))[0]),
    signature: contents(expectTag(signature, TAG.octetString, 'the signature')),
    signedAttributes,
    ...readAttributes(wrapped),
  };
};

const readInfo = (info: Buffer) => {
  const [version, , imprint, , time] = children(expectTag(wholeDer(info), TAG.sequence, 'a TSTInfo'));
  if (smallIntegerOf(version) !== 1) throw new Malformed('a TSTInfo of another version than 1');
  const [algorithm, digest] = children(expectTag(imprint, TAG.sequence, 'the message imprint'));
  return {
    time: timeOf(expectTag(time, TAG.generalizedTime, 'the time')),
    imprint: {
      hash: hashOf(algorithm),
      digest: contents(expectTag(digest, TAG.octetString, 'the message imprint')),
    },
  };
};

/** The SignedData inside a TimeStampResp whose status is granted (RFC 3161, 2.4.2). */
const signedData = (bytes: Uint8Array): readonly Der[] => {
  const [status, token, ...rest] = children(expectTag(wholeDer(bytes), TAG.sequence, 'a timestamp response'));
  const [code] = children(expectTag(status, TAG.sequence, 'the status'));
  if (smallIntegerOf(code) > 1) throw new Malformed('a timestamp response that was not granted');
  if (rest.length > 0) throw new Malformed('DER: more than one token');
  const [type, wrapped] = children(expectTag(token, TAG.sequence, 'a timestamp token'));
  if (oidOf(type) !== SIGNED_DATA) throw new Malformed('a timestamp token that is no signed data');
  return children(
    expectTag(onlyChild(expectTag(wrapped, 0xa0, 'the signed data')), TAG.sequence, 'the signed data'),
  );
};

/** Reads a TimeStampResp (RFC 3161) from DER. Throws Malformed. */
export const readTimestamp = (bytes: Uint8Array): Timestamp => {
  const [version, , encapsulated, ...rest] = signedData(bytes);
  // RFC 5652, 5.1: other content than plain data makes it version 3.
  if (smallIntegerOf(version) !== 3) throw new Malformed('signed data of another version than 3');
  const [type, content] = children(expectTag(encapsulated, TAG.sequence, 'the content'));
  if (oidOf(type) !== TST_INFO) throw new Malformed('the content is no TSTInfo');
  const info = contents(
    expectTag(onlyChild(expectTag(content, 0xa0, 'the content')), TAG.octetString, 'the content'),
  );
  const [wrapped] = rest.filter(({ tag }) => tag === 0xa0);
  const written = wrapped === undefined ? [] : children(wrapped);
  if (written.length > MAX_CERTIFICATES) throw new Malformed('too many certificates');
  const [signer, ...others] = children(expectTag(rest.at(-1), TAG.set, 'the signers'));
  if (others.length > 0) throw new Malformed('more than one signer');
  return {
    ...readInfo(info),
    info,
    signer: readSigner(signer),
    certificates: written.map((certificate) => readCertificate(encoded(certificate))),
  };
};
