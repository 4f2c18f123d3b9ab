import { hex, sha256 } from '../crypto/digest.ts';
import { children, contents, type Der, encoded, expectTag, Malformed, TAG, wholeDer } from '../der/read.ts';
import { asciiOf, oidOf, utf8Of } from '../der/values.ts';
import type { Certificate } from './certificate.ts';
import { OID } from './extension.ts';
import type { Identity, IdentityClaims, SubjectName } from './types.ts';

const EMAIL = 0x81;
const URI = 0x86;
const OTHER = 0xa0;
const USERNAME = `${OID.fulcio}.7`;

const MAX_NAME = 4096;

const otherName = (value: Der): SubjectName => {
  const [id, wrapped] = children(value);
  if (oidOf(id) !== USERNAME) throw new Malformed('a subject name of a kind that Fulcio does not issue');
  const [text] = children(expectTag(wrapped, 0xa0, 'a user name'));
  return { kind: 'username', value: utf8Of(contents(expectTag(text, TAG.utf8String, 'a user name'))) };
};

/** The one subject alternative name of a signing certificate. Throws Malformed. */
const subjectName = (leaf: Certificate): SubjectName => {
  const extension = leaf.extensions.get(OID.subjectAlternativeName);
  if (extension === undefined) throw new Malformed('it has no subject alternative name');
  const [name, ...others] = children(
    expectTag(wholeDer(extension.value), TAG.sequence, 'subject alternative names'),
  );
  if (name === undefined || others.length > 0)
    throw new Malformed(
      `it has ${others.length + (name === undefined ? 0 : 1)} subject alternative names, not one`,
    );
  if (name.end - name.from > MAX_NAME) throw new Malformed('its subject alternative name is too long');
  if (name.tag === URI) return { kind: 'uri', value: asciiOf(contents(name)) };
  if (name.tag === EMAIL) return { kind: 'email', value: asciiOf(contents(name)) };
  if (name.tag === OTHER) return otherName(name);
  throw new Malformed('a subject name of a kind that Fulcio does not issue');
};

/** Numbers under 1.3.6.1.4.1.57264.1 whose values are raw text, and those that are DER UTF8String (Fulcio, "Directory"). */
const RAW: Readonly<Record<number, keyof IdentityClaims>> = {
  2: 'githubTrigger',
  3: 'githubSha',
  4: 'githubWorkflowName',
  5: 'githubRepository',
  6: 'githubRef',
};
const ENCODED: Readonly<Record<number, keyof IdentityClaims>> = {
  9: 'buildSignerUri',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepositoryUri',
  13: 'sourceRepositoryDigest',
  14: 'sourceRepositoryRef',
  15: 'sourceRepositoryId',
  16: 'sourceRepositoryOwnerUri',
  17: 'sourceRepositoryOwnerId',
  18: 'buildConfigUri',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationUri',
  22: 'sourceRepositoryVisibility',
  23: 'deploymentEnvironment',
};

const encodedText = (bytes: Uint8Array): string =>
  utf8Of(contents(expectTag(wholeDer(bytes), TAG.utf8String, 'a claim')));

/** The OIDC issuer: .8, and .1 of older certificates. Throws Malformed where they differ: readers would not agree on one. */
const issuerOf = (raw: ReadonlyMap<number, Uint8Array>): string | undefined => {
  const [old, current] = [raw.get(1), raw.get(8)];
  const first = old === undefined ? undefined : utf8Of(old);
  const second = current === undefined ? undefined : encodedText(current);
  if (first !== undefined && second !== undefined && first !== second)
    throw new Malformed('its two issuer extensions name different issuers');
  return second ?? first;
};

/** Who a signing certificate was issued to, with every claim of the issuer's. Throws Malformed. */
export const identityOf = (leaf: Certificate): Identity => {
  const raw = new Map<number, Uint8Array>();
  const prefix = `${OID.fulcio}.`;
  for (const [id, { value }] of leaf.extensions)
    if (id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)))
      raw.set(Number(id.slice(prefix.length)), value);
  const claims: { -readonly [name in keyof IdentityClaims]: string } = {};
  const issuer = issuerOf(raw);
  if (issuer !== undefined) claims.issuer = issuer;
  for (const [number, value] of raw) {
    const plain = RAW[number];
    if (plain !== undefined) claims[plain] = utf8Of(value);
    const wrapped = ENCODED[number];
    if (wrapped !== undefined) claims[wrapped] = encodedText(value);
  }
  const subject = subjectName(leaf);
  // RFC 5280, 4.2.1.6: with an empty subject the alternative name is the only one, and critical.
  const empty = encoded(wholeDer(leaf.subject)).length === 2;
  if (empty && leaf.extensions.get(OID.subjectAlternativeName)?.critical !== true)
    throw new Malformed('its subject is empty and its subject alternative name not critical');
  return {
    subject,
    claims,
    raw,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
    sha256: hex(sha256(leaf.der)),
    serial: hex(leaf.serial),
  };
};
