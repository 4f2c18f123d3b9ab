import { Malformed } from '../der/read.ts';
import type { StepOutcome } from '../types.ts';
import { dearmored } from './armor.ts';
import {
  alone,
  CLAUSE,
  judgeSignature,
  type KnownKeys,
  type PgpSignatureVerification,
  step,
  worst,
} from './judge.ts';
import type { PgpKeyring } from './keyring.ts';
import { PACKET, readPackets } from './packet.ts';
import { type PgpSignature, readSignature } from './signature.ts';
import { signingKeys } from './validity.ts';

export type PgpVerification = {
  /**
   * `holds`: at least one signature does, and none by a key of the keyring fails. `unjudged`: no key of the keyring made one, or
   * it cannot be said whether it was one in time. `does-not-hold`: everything else.
   */
  readonly outcome: StepOutcome;
  readonly signatures: readonly PgpSignatureVerification[];
};

const MAX_BYTES = 2 ** 20;
const MAX_SIGNATURES = 64;

const readSignatures = (bytes: Uint8Array): readonly (PgpSignature | undefined)[] => {
  if (bytes.length > MAX_BYTES) throw new Malformed(`OpenPGP: a signature file of ${bytes.length} bytes`);
  const packets = readPackets(dearmored(bytes, 'PGP SIGNATURE')).filter(
    ({ type }) => type !== PACKET.marker && type !== PACKET.padding,
  );
  if (packets.length === 0 || packets.length > MAX_SIGNATURES)
    throw new Malformed(`OpenPGP: ${packets.length} signatures`);
  return packets.map(({ type, body }) => {
    if (type !== PACKET.signature) throw new Malformed(`OpenPGP: a packet of type ${type} among signatures`);
    return readSignature(body);
  });
};

/**
 * Verifies a detached signature over a file's bytes, binary or armoured, by keys of a keyring (RFC 9580; version 4 and 6;
 * RSA, ECDSA on the NIST curves, Ed25519). `now` in milliseconds since 1970. That a key is in the keyring is the caller's
 * word for whose it is. Never throws for bad data.
 */
export const verifyPgp = (input: {
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  readonly keyring: PgpKeyring;
  readonly now: number;
}): PgpVerification => {
  const { data, keyring, now } = input;
  let read: readonly (PgpSignature | undefined)[];
  try {
    read = readSignatures(input.signature);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const signatures = [alone(step('pgp-signature-form', 'does-not-hold', CLAUSE.form, error.message))];
    return { outcome: 'does-not-hold', signatures };
  }
  const hints = new Set(
    read.flatMap((each) => [
      ...(each?.subpackets.issuerKeyIds ?? []),
      ...(each?.subpackets.issuerFingerprints ?? []),
    ]),
  );
  // A keyring of a distribution has a thousand keys: only those that are named are looked into.
  const certificates = keyring.certificates.filter(({ of, subkeys }) =>
    [of, ...subkeys.map((each) => each.of)].some(
      ({ keyId, fingerprint }) => hints.has(keyId) || hints.has(fingerprint),
    ),
  );
  const known: KnownKeys = {
    keys: certificates.flatMap((certificate) => signingKeys(certificate, now)),
    claimed: certificates.flatMap(({ of, subkeys }) => [of, ...subkeys.map((each) => each.of)]),
  };
  const signatures = read.map((signature) =>
    signature === undefined
      ? alone(
          step(
            'pgp-signature-form',
            'does-not-hold',
            'RFC 9580, 5.2',
            'only signatures of version 4 and 6 are accepted',
          ),
        )
      : judgeSignature(signature, data, known, now),
  );
  // A stranger may sign too; a signature by a key that is known, and bad, is never passed over.
  const judged = signatures.filter(({ steps }) => !steps.some(({ id }) => id === 'pgp-key'));
  const outcome = judged.length === 0 ? 'unjudged' : worst(judged.flatMap(({ steps }) => steps));
  return { outcome, signatures };
};
