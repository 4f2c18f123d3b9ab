import { member } from '../json/value.ts';
import { type Logged, sameBase64, sameDigest, sameHexDigest, samePem, sameVerifier } from './signed.ts';

/** hashedrekord 0.0.1 (Rekor v1): messages only. */
export const hashedRekord001: Logged = (spec, { signature, verifier, content }) => {
  if (content.kind !== 'message') return 'it records a message, not an envelope';
  const recorded = member(spec, 'signature');
  if (!sameBase64(member(recorded, 'content'), signature)) return 'it records another signature';
  if (!samePem(member(member(recorded, 'publicKey'), 'content'), verifier))
    return 'it records another certificate or key';
  return sameHexDigest(member(member(spec, 'data'), 'hash'), content.digest)
    ? undefined
    : 'it records another digest';
};

/** hashedrekord 0.0.2 (Rekor v2): the digest of a message, or of an envelope's pre-authentication encoding. */
export const hashedRekord002: Logged = (spec, { signature, verifier, content }) => {
  const record = member(spec, 'hashedRekordV002');
  const recorded = member(record, 'signature');
  if (!sameBase64(member(recorded, 'content'), signature)) return 'it records another signature';
  if (!sameVerifier(member(recorded, 'verifier'), verifier)) return 'it records another certificate or key';
  const digest = content.kind === 'message' ? content.digest : content.pae;
  return sameDigest(member(record, 'data'), digest) ? undefined : 'it records another digest';
};
