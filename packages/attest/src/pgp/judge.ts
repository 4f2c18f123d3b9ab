import type { Step, StepOutcome } from '../types.ts';
import type { PgpKey } from './key.ts';
import { hashName, isStrongHash, type PgpSignature, SIGNATURE, signatureIsBy } from './signature.ts';
import type { SigningKey } from './validity.ts';

/** Who signed, proven. Fingerprints in lower-case hex. */
export type PgpSigner = {
  /** Of the primary key: the name of the person's key. */
  readonly fingerprint: string;
  /** Of the key that signed: the primary or one of its subkeys. */
  readonly keyFingerprint: string;
  /** As the holder wrote them, vouched for by nobody else. From outside: not yet sanitised for display. */
  readonly userIds: readonly string[];
};

/** One signature of the file. */
export type PgpSignatureVerification = {
  readonly outcome: StepOutcome;
  readonly steps: readonly Step[];
  /** Only where the signature itself is good; read `outcome` first. */
  readonly signer: PgpSigner | undefined;
  /** What the signature says of when it was made, milliseconds since 1970. Nobody else vouches for it. */
  readonly created: number | undefined;
};

export const CLAUSE = {
  form: 'RFC 9580, 10.4',
  key: 'RFC 9580, 5.2.3.35',
  algorithm: 'RFC 9580, 9.5',
  signature: 'RFC 9580, 5.2.4',
  usage: 'RFC 9580, 5.2.3.29',
  time: 'RFC 9580, 5.2.3.11',
  expiry: 'RFC 9580, 5.2.3.13',
  revocation: 'RFC 9580, 5.2.3.31',
} as const;

export const step = (id: string, outcome: StepOutcome, clause: string, message: string): Step => ({
  id,
  outcome,
  message,
  clause,
});

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const worst = (steps: readonly Step[]): StepOutcome =>
  steps.some(({ outcome }) => outcome === 'does-not-hold')
    ? 'does-not-hold'
    : steps.some(({ outcome }) => outcome === 'unjudged')
      ? 'unjudged'
      : 'holds';

export const alone = (single: Step, created?: number): PgpSignatureVerification => ({
  outcome: single.outcome,
  steps: [single],
  signer: undefined,
  created,
});

const judgeTime = (signature: PgpSignature, created: number, { key }: SigningKey, now: number): Step => {
  const { expires } = signature.subpackets;
  const fails =
    created > now
      ? `the signature says that it was made in the future, on ${day(created)}`
      : created < key.created
        ? 'the signature is older than its key'
        : expires !== undefined && created + expires <= now
          ? `the signature expired on ${day(created + expires)}`
          : undefined;
  return step(
    'pgp-time',
    fails === undefined ? 'holds' : 'does-not-hold',
    CLAUSE.time,
    fails ?? `made on ${day(created)}, by its own word`,
  );
};

const judgeExpiry = (created: number, { expires }: SigningKey, now: number): Step => {
  const id = 'pgp-key-expiry';
  if (expires === undefined) return step(id, 'holds', CLAUSE.expiry, 'the key does not expire');
  if (created >= expires)
    return step(id, 'does-not-hold', CLAUSE.expiry, `the key had expired on ${day(expires)} when it signed`);
  return now < expires
    ? step(id, 'holds', CLAUSE.expiry, `the key is valid until ${day(expires)}`)
    : step(
        id,
        'unjudged',
        CLAUSE.expiry,
        `the key expired on ${day(expires)}; that the signature is older is its own word alone`,
      );
};

const judgeRevocation = (created: number, { revocations }: SigningKey): Step => {
  const id = 'pgp-key-revocation';
  const [first] = revocations.toSorted((a, b) => Number(b.hard) - Number(a.hard) || a.at - b.at);
  if (first === undefined)
    return step(id, 'holds', CLAUSE.revocation, 'the key is not revoked, as far as this keyring knows');
  if (first.hard || created >= first.at)
    return step(id, 'does-not-hold', CLAUSE.revocation, `the key was revoked on ${day(first.at)}`);
  return step(
    id,
    'unjudged',
    CLAUSE.revocation,
    `the key was retired on ${day(first.at)}; that the signature is older is its own word alone`,
  );
};

/** Keys that may be asked, and all that stand in the keyring under the names that the signatures give. */
export type KnownKeys = { readonly keys: readonly SigningKey[]; readonly claimed: readonly PgpKey[] };

/** Judges one signature, step by step. */
export const judgeSignature = (
  signature: PgpSignature,
  data: Uint8Array,
  { keys, claimed }: KnownKeys,
  now: number,
): PgpSignatureVerification => {
  const { subpackets, type } = signature;
  const { created, issuerKeyIds, issuerFingerprints, unknownCritical } = subpackets;
  const no = (clause: string, message: string) =>
    alone(step('pgp-signature-form', 'does-not-hold', clause, message), created);
  if (type !== SIGNATURE.binary)
    return no(CLAUSE.form, `a signature of type ${type} is not one over a file's bytes`);
  if (created === undefined) return no(CLAUSE.time, 'the signature does not say when it was made');
  if (unknownCritical !== undefined)
    return no(
      'RFC 9580, 5.2.3.7',
      `the signature has a critical subpacket of type ${unknownCritical}, which is not known`,
    );
  if (!isStrongHash(signature))
    return alone(
      step(
        'pgp-algorithm',
        'does-not-hold',
        CLAUSE.algorithm,
        `the signature uses ${hashName(signature)}, which is not accepted`,
      ),
      created,
    );
  const isNamed = ({ fingerprint, keyId }: PgpKey) =>
    issuerFingerprints.includes(fingerprint) || issuerKeyIds.includes(keyId);
  const named = keys.filter(({ key }) => isNamed(key));
  const [first] = named;
  if (first === undefined) {
    const there = claimed.find(isNamed);
    if (there !== undefined) {
      const why = there.usable === undefined ? there.why : 'its holder does not vouch for it';
      const message = `the keyring's key ${there.fingerprint} is of no use: ${why}`;
      return alone(step('pgp-key-binding', 'does-not-hold', CLAUSE.key, message), created);
    }
    const who = issuerFingerprints[0] ?? issuerKeyIds[0] ?? 'nobody';
    return alone(
      step('pgp-key', 'unjudged', CLAUSE.key, `the signature names ${who}, which the keyring does not hold`),
      created,
    );
  }
  const by = named.find(({ key }) => signatureIsBy(signature, key, [data]));
  if (by === undefined) {
    const why =
      first.key.usable === undefined ? `: the key is of a kind that is not accepted (${first.key.why})` : '';
    return alone(
      step('pgp-signature', 'does-not-hold', CLAUSE.signature, `the signature is not over these bytes${why}`),
      created,
    );
  }
  const steps = [
    step('pgp-signature', 'holds', CLAUSE.signature, `signed by ${by.key.fingerprint}`),
    step('pgp-algorithm', 'holds', CLAUSE.algorithm, hashName(signature)),
    step(
      'pgp-key-usage',
      by.maySign ? 'holds' : 'does-not-hold',
      CLAUSE.usage,
      by.maySign
        ? 'the key is one for signing'
        : 'the key is not one for signing, or does not agree to belong to its primary key',
    ),
    judgeTime(signature, created, by, now),
    judgeExpiry(created, by, now),
    judgeRevocation(created, by),
  ];
  const signer = {
    fingerprint: by.primary.fingerprint,
    keyFingerprint: by.key.fingerprint,
    userIds: by.userIds,
  };
  return { outcome: worst(steps), steps, signer, created };
};
