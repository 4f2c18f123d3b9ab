import { decodeBase64 } from '../json/base64.ts';
import { member } from '../json/value.ts';
import { type Logged, onlyItem, sameBase64, sameHexDigest, samePem } from './signed.ts';

/** intoto 0.0.2 (Rekor v1). The signature is recorded in base64 of base64. */
export const intoto002: Logged = (spec, { signature, verifier, content }) => {
  if (content.kind !== 'dsse') return 'it records an envelope, not a message';
  const record = member(spec, 'content');
  const recorded = onlyItem(member(member(record, 'envelope'), 'signatures'));
  const outer = member(recorded, 'sig');
  const inner = typeof outer === 'string' ? decodeBase64(outer) : undefined;
  if (inner === undefined || !sameBase64(Buffer.from(inner).toString('latin1'), signature))
    return 'it records another signature';
  if (!samePem(member(recorded, 'publicKey'), verifier)) return 'it records another certificate or key';
  return sameHexDigest(member(record, 'payloadHash'), content.payload)
    ? undefined
    : 'it records another payload';
};
