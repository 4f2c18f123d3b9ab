import { member } from '../json/value.ts';
import {
  type Logged,
  onlyItem,
  sameBase64,
  sameDigest,
  sameHexDigest,
  samePem,
  sameVerifier,
} from './signed.ts';

/** dsse 0.0.1 (Rekor v1). The envelope's own hash is of bytes that no bundle keeps; payload, signature and key say as much. */
export const dsse001: Logged = (spec, { signature, verifier, content }) => {
  if (content.kind !== 'dsse') return 'it records an envelope, not a message';
  const recorded = onlyItem(member(spec, 'signatures'));
  if (!sameBase64(member(recorded, 'signature'), signature)) return 'it records another signature';
  if (!samePem(member(recorded, 'verifier'), verifier)) return 'it records another certificate or key';
  return sameHexDigest(member(spec, 'payloadHash'), content.payload)
    ? undefined
    : 'it records another payload';
};

/** dsse 0.0.2 (Rekor v2). */
export const dsse002: Logged = (spec, { signature, verifier, content }) => {
  if (content.kind !== 'dsse') return 'it records an envelope, not a message';
  const record = member(spec, 'dsseV002');
  const recorded = onlyItem(member(record, 'signatures'));
  if (!sameBase64(member(recorded, 'content'), signature)) return 'it records another signature';
  if (!sameVerifier(member(recorded, 'verifier'), verifier)) return 'it records another certificate or key';
  return sameDigest(member(record, 'payloadHash'), content.payload)
    ? undefined
    : 'it records another payload';
};
