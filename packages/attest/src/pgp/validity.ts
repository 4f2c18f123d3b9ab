import type { PgpKey } from './key.ts';
import type { PgpCertificate, Signed } from './keyring.ts';
import { Malformed } from '../der/read.ts';
import { type PgpSignature, readSignature, SIGNATURE, signatureIsBy } from './signature.ts';

/** A key, what its holder says of it, and whether it may sign files. */
export type SigningKey = {
  readonly key: PgpKey;
  readonly primary: PgpKey;
  readonly userIds: readonly string[];
  readonly maySign: boolean;
  /** Milliseconds since 1970; absent: never. The earlier of its own and its primary key's. */
  readonly expires: number | undefined;
  readonly revocations: readonly Revocation[];
};

/** `hard`: the key was never to be believed; else since `at` only (RFC 9580, 5.2.3.31). */
export type Revocation = { readonly at: number; readonly hard: boolean };

const SIGN_DATA = 0x02;
const REVOCATIONS = [
  SIGNATURE.keyRevocation,
  SIGNATURE.subkeyRevocation,
  SIGNATURE.certificationRevocation,
] as const;
const SOFT = new Set([1, 3]);

const userIdHashed = (userId: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(userId.length);
  return Buffer.concat([Buffer.from([0xb4]), length, userId]);
};

const isOf = (signature: PgpSignature, types: readonly number[]): boolean => types.includes(signature.type);

/**
 * Signatures that a key made over itself. SHA-1 is let pass for them alone: who could forge one needs a second preimage, not a
 * collision, and many a good old key has no other.
 */
const own = (
  by: PgpKey,
  signatures: readonly PgpSignature[],
  types: readonly number[],
  document: readonly Uint8Array[],
  now: number,
): readonly PgpSignature[] =>
  signatures.filter((signature) => {
    const { created, expires, unknownCritical, issuerKeyIds } = signature.subpackets;
    if (!isOf(signature, types) || created === undefined || unknownCritical !== undefined) return false;
    if (issuerKeyIds.length > 0 && !issuerKeyIds.includes(by.keyId)) return false;
    // A revocation counts whenever it is dated; a clock that is behind does not bring a key back.
    const late = created > now && !isOf(signature, REVOCATIONS);
    if (late || (expires !== undefined && created + expires <= now)) return false;
    return signatureIsBy(signature, by, document);
  });

const newest = (signatures: readonly PgpSignature[]): PgpSignature | undefined =>
  signatures.toSorted((a, b) => (b.subpackets.created ?? 0) - (a.subpackets.created ?? 0))[0];

const revocationsOf = (signatures: readonly PgpSignature[]): readonly Revocation[] =>
  signatures.map(({ subpackets: { created = 0, revocationReason } }) => ({
    at: created,
    hard: revocationReason === undefined || !SOFT.has(revocationReason),
  }));

const expiryOf = (key: PgpKey, said: PgpSignature | undefined): number | undefined =>
  said?.subpackets.keyExpires === undefined ? undefined : key.created + said.subpackets.keyExpires;

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** A subkey that signs says itself that it belongs here: else a stranger's key could be claimed (RFC 9580, 5.2.1.10). */
const agreed = (binding: PgpSignature, subkey: PgpKey, document: readonly Uint8Array[]): boolean =>
  binding.subpackets.embedded.some((body) => {
    try {
      const back = readSignature(body);
      if (back === undefined || back.subpackets.unknownCritical !== undefined) return false;
      return back.type === SIGNATURE.primaryBinding && signatureIsBy(back, subkey, document);
    } catch (error) {
      if (error instanceof Malformed) return false;
      throw error;
    }
  });

const subkeyOf = (
  primary: SigningKey,
  { of: subkey, signatures }: Signed<PgpKey>,
  now: number,
): SigningKey | undefined => {
  const document = [primary.key.hashed, subkey.hashed];
  const binding = newest(own(primary.key, signatures, [SIGNATURE.subkeyBinding], document, now));
  if (binding === undefined) return undefined;
  const flags = binding.subpackets.keyFlags ?? 0;
  return {
    ...primary,
    key: subkey,
    maySign: (flags & SIGN_DATA) !== 0 && agreed(binding, subkey, document),
    expires: earlier(expiryOf(subkey, binding), primary.expires),
    revocations: [
      ...primary.revocations,
      ...revocationsOf(own(primary.key, signatures, [SIGNATURE.subkeyRevocation], document, now)),
    ],
  };
};

/** The keys of a certificate that may be asked for signatures, the primary key first. A key without a word of its holder is none. */
export const signingKeys = (certificate: PgpCertificate, now: number): readonly SigningKey[] => {
  const { of: key, signatures, userIds, subkeys } = certificate;
  const direct = newest(own(key, signatures, [SIGNATURE.directKey], [key.hashed], now));
  const certified = userIds.flatMap(({ of: id, signatures: over }) => {
    const document = [key.hashed, userIdHashed(id)];
    const said = newest(own(key, over, SIGNATURE.certification, document, now));
    const taken = own(key, over, [SIGNATURE.certificationRevocation], document, now);
    const at = said?.subpackets.created ?? 0;
    return said === undefined || taken.some(({ subpackets }) => (subpackets.created ?? 0) >= at)
      ? []
      : [{ id, said }];
  });
  const said = newest([...certified.map((each) => each.said), ...(direct === undefined ? [] : [direct])]);
  if (said === undefined) return [];
  const flags = said.subpackets.keyFlags ?? direct?.subpackets.keyFlags;
  const primary: SigningKey = {
    key,
    primary: key,
    userIds: certified.map(({ id }) => id.toString('utf8')),
    // Keys from before there were flags may do everything.
    maySign: flags === undefined || (flags & SIGN_DATA) !== 0,
    expires: expiryOf(key, said),
    revocations: revocationsOf(own(key, signatures, [SIGNATURE.keyRevocation], [key.hashed], now)),
  };
  return [primary, ...subkeys.flatMap((subkey) => subkeyOf(primary, subkey, now) ?? [])];
};
