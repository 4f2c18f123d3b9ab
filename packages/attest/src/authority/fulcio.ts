import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { acceptedSchemes, signatureHolds } from '../crypto/signature.ts';
import { publicKey } from '../crypto/key.ts';
import { children, encoded, expectTag, TAG, wholeDer } from '../der/read.ts';
import { bitsOf } from '../der/values.ts';
import { decodeBase64 } from '../json/base64.ts';
import type { Json } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { type AuthorityAnswer, type AuthorityRequest, badRequest, jsonAnswer, jsonBody } from './answer.ts';
import { claimedBy } from './claims.ts';
import { type CtLog, logPrecertificate } from './ct.ts';
import { AuthorityError } from './error.ts';
import { claimExtensions, subjectNameExtension } from './fulcio-extensions.ts';
import {
  authorityKeyId,
  EMPTY_NAME,
  extendedKeyUsage,
  issueCertificate,
  keyUsage,
  newSerial,
  subjectKeyId,
  toBeSigned,
} from './issue.ts';
import { claimsOf } from './token.ts';

/** What a certificate authority needs to issue. */
export type Issuer = {
  readonly key: KeyObject;
  /** DER: issuing first, root last. */
  readonly chain: readonly Buffer[];
  readonly subject: Buffer;
  readonly ct: CtLog;
  readonly tokenKey: KeyObject;
};

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
/** Ten minutes, as Fulcio has it. */
const LIFETIME = 600_000;

export const pemOf = (certificate: Uint8Array): string => {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

/** A public key from PEM or base64 of DER, checked to be one that is still believed in. */
export const keyOf = (text: string): KeyObject => {
  try {
    const key = text.includes('-----BEGIN CERTIFICATE')
      ? new X509Certificate(text).publicKey
      : createPublicKey(
          text.includes('-----BEGIN')
            ? text
            : { key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' },
        );
    return publicKey(key.export({ format: 'der', type: 'spki' }));
  } catch {
    throw badRequest('the public key is none that is accepted');
  }
};

const proven = (key: KeyObject, data: Uint8Array, signature: Uint8Array): void => {
  if (acceptedSchemes(key).some((scheme) => signatureHolds(key, scheme, data, signature))) return;
  throw new AuthorityError('unauthorized', 'the signature does not show that the client holds the key');
};

/** The key of a PKCS #10 request that is signed by it (RFC 2986, 4). */
const requestedKey = (text: string): KeyObject => {
  const decoded = Buffer.from(decodeBase64(text) ?? Buffer.alloc(0));
  const pem = /-----BEGIN CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END/.exec(
    decoded.toString('latin1'),
  );
  try {
    const [info, , signature] = children(
      expectTag(wholeDer(Buffer.from(pem?.[1] ?? '', 'base64')), TAG.sequence, 'a request'),
    );
    const body = expectTag(info, TAG.sequence, 'what is requested');
    const key = publicKey(encoded(expectTag(children(body)[2], TAG.sequence, 'a key')));
    proven(key, encoded(body), bitsOf(signature));
    return key;
  } catch (error) {
    if (error instanceof AuthorityError) throw error;
    throw badRequest('the certificate signing request is none');
  }
};

const keyFrom = (body: Json, subject: string): KeyObject => {
  const request = textMember(body, 'certificateSigningRequest');
  if (request !== undefined) return requestedKey(request);
  const asked = member(body, 'publicKeyRequest');
  const content = textMember(member(asked, 'publicKey'), 'content');
  const proof = decodeBase64(textMember(asked, 'proofOfPossession') ?? '');
  if (content === undefined || proof === undefined)
    throw badRequest('neither a key with its proof nor a request');
  const key = keyOf(content);
  proven(key, Buffer.from(subject, 'utf8'), proof);
  return key;
};

/** Issues a signing certificate for whom the token names (`POST /api/v2/signingCert`). Throws AuthorityError. */
export const signingCertificate = (
  issuer: Issuer,
  request: AuthorityRequest,
  now: number,
): AuthorityAnswer => {
  const body = jsonBody(request);
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = textMember(member(body, 'credentials'), 'oidcIdentityToken') ?? bearer;
  if (token === undefined) throw new AuthorityError('unauthorized', 'there is no identity token');
  const claims = claimsOf(token, issuer.tokenKey, now);
  const claimed = claimedBy(claims);
  if (claimed === undefined)
    throw new AuthorityError(
      'unauthorized',
      'the identity token names nobody that a certificate can be made for',
    );
  // Clients sign the address where there is one, else the subject.
  const challenge =
    claimed.subject.kind === 'email' ? claimed.subject.value : (textMember(claims, 'sub') ?? '');
  const key = keyFrom(body, challenge);
  const second = Math.floor(now / 1000) * 1000;
  const serial = newSerial();
  const wanted = {
    issuer: issuer.subject,
    subject: EMPTY_NAME,
    notBefore: second,
    notAfter: second + LIFETIME,
    publicKey: key,
    extensions: [
      keyUsage('digitalSignature'),
      extendedKeyUsage(CODE_SIGNING, false),
      subjectKeyId(key),
      authorityKeyId(issuer.key),
      subjectNameExtension(claimed.subject),
      ...claimExtensions(claimed.claims),
    ],
    signer: issuer.key,
    hash: 'sha384',
    serial,
  } as const;
  const spki = createPublicKey(issuer.key).export({ format: 'der', type: 'spki' });
  const sct = logPrecertificate(issuer.ct, spki, toBeSigned(wanted, serial), now);
  const leaf = issueCertificate({ ...wanted, extensions: [...wanted.extensions, sct] });
  const certificates = [leaf, ...issuer.chain].map(pemOf);
  return jsonAnswer({ signedCertificateEmbeddedSct: { chain: { certificates } } });
};
