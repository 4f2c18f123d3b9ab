import { createHash, createVerify, verify } from 'node:crypto';
import { Malformed } from '../der/read.ts';
import { sequence, unsigned } from '../keys/der.ts';
import type { PgpKey } from './key.ts';
import { padded, reader } from './reader.ts';
import { readSubpackets, type Subpackets } from './subpacket.ts';

/** A signature of version 4 or 6 (RFC 9580, 5.2.3). */
export type PgpSignature = {
  readonly version: 4 | 6;
  readonly type: number;
  readonly algorithm: number;
  readonly hash: number;
  readonly subpackets: Subpackets;
  /** What is hashed before the document: nothing (version 4), or the salt. */
  readonly salt: Buffer;
  /** What is hashed after it: the signature's own beginning. */
  readonly trailer: Buffer;
  readonly left16: Buffer;
  /** The algorithm's own numbers. */
  readonly value: Buffer;
};

export const SIGNATURE = {
  binary: 0x00,
  text: 0x01,
  certification: [0x10, 0x11, 0x12, 0x13],
  subkeyBinding: 0x18,
  primaryBinding: 0x19,
  directKey: 0x1f,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
  certificationRevocation: 0x30,
} as const;

type HashFacts = { readonly name: string; readonly salt: number; readonly strong: boolean };

/** RFC 9580, 9.5. What is not here is not computed; what is not strong is believed from nobody but the key's own holder. */
const HASHES: ReadonlyMap<number, HashFacts> = new Map([
  [2, { name: 'sha1', salt: 0, strong: false }],
  [8, { name: 'sha256', salt: 16, strong: true }],
  [9, { name: 'sha384', salt: 24, strong: true }],
  [10, { name: 'sha512', salt: 32, strong: true }],
  [12, { name: 'sha3-256', salt: 16, strong: true }],
  [14, { name: 'sha3-512', salt: 32, strong: true }],
]);

const HASH_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'MD5'],
  [2, 'SHA-1'],
  [3, 'RIPEMD-160'],
  [11, 'SHA-224'],
]);

export const isStrongHash = ({ hash }: PgpSignature): boolean => HASHES.get(hash)?.strong ?? false;

export const hashName = ({ hash }: PgpSignature): string =>
  HASHES.get(hash)
    ?.name.toUpperCase()
    .replace(/^SHA(\d)/, 'SHA-$1') ??
  HASH_NAMES.get(hash) ??
  `hash ${hash}`;

/** Reads the body of a signature packet. `undefined` for other versions than 4 and 6; throws Malformed. */
export const readSignature = (body: Buffer): PgpSignature | undefined => {
  const from = reader(body);
  const version = from.uint(1);
  if (version !== 4 && version !== 6) return undefined;
  const [type, algorithm, hash] = [from.uint(1), from.uint(1), from.uint(1)];
  const width = version === 4 ? 2 : 4;
  const hashedArea = from.take(from.uint(width));
  const head = body.subarray(0, 4 + width + hashedArea.length);
  const unhashedArea = from.take(from.uint(width));
  const left16 = from.take(2);
  const salt = version === 6 ? from.take(from.uint(1)) : Buffer.alloc(0);
  const facts = HASHES.get(hash);
  if (version === 6 && facts !== undefined && salt.length !== facts.salt)
    throw new Malformed('OpenPGP: a salt of the wrong length');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return {
    version,
    type,
    algorithm,
    hash,
    subpackets: readSubpackets(hashedArea, unhashedArea),
    salt,
    trailer: Buffer.concat([head, Buffer.from([version, 0xff]), length]),
    left16,
    value: from.rest(),
  };
};

const ecdsaValue = (value: Buffer): Buffer => {
  const from = reader(value);
  const numbers = sequence(unsigned(from.mpi()), unsigned(from.mpi()));
  if (from.left() > 0) throw new Malformed('OpenPGP: bytes after the signature');
  return numbers;
};

const eddsaValue = (value: Buffer, algorithm: number): Buffer => {
  const from = reader(value);
  const numbers =
    algorithm === 27 ? from.take(64) : Buffer.concat([padded(from.mpi(), 32), padded(from.mpi(), 32)]);
  if (from.left() > 0) throw new Malformed('OpenPGP: bytes after the signature');
  return numbers;
};

const rsaValue = (value: Buffer, bytes: number): Buffer => {
  const from = reader(value);
  const number = padded(from.mpi(), bytes);
  if (from.left() > 0) throw new Malformed('OpenPGP: bytes after the signature');
  return number;
};

/** Algorithms of signatures by algorithm of key: 1 and 3 are both RSA. */
const sameAlgorithm = ({ algorithm }: PgpSignature, scheme: string): boolean =>
  scheme === 'rsa'
    ? algorithm === 1 || algorithm === 3
    : scheme === 'ecdsa'
      ? algorithm === 19
      : algorithm === 22 || algorithm === 27;

/** True where the signature over these bytes is by the key. False for whatever cannot be computed or read. */
export const signatureIsBy = (
  signature: PgpSignature,
  by: PgpKey,
  document: readonly Uint8Array[],
): boolean => {
  const facts = HASHES.get(signature.hash);
  // Keys sign in their own version (RFC 9580, 5.2).
  if (facts === undefined || by.usable === undefined || by.version !== signature.version) return false;
  const { key, scheme } = by.usable;
  if (!sameAlgorithm(signature, scheme)) return false;
  const hashed = createHash(facts.name);
  const parts = [signature.salt, ...document, signature.trailer];
  for (const part of parts) hashed.update(part);
  const digest = hashed.digest();
  if (!digest.subarray(0, 2).equals(signature.left16)) return false;
  try {
    if (scheme === 'eddsa')
      return verify(null, digest, key, eddsaValue(signature.value, signature.algorithm));
    const bytes = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
    const value = scheme === 'ecdsa' ? ecdsaValue(signature.value) : rsaValue(signature.value, bytes);
    const check = createVerify(facts.name);
    for (const part of parts) check.update(part);
    return check.verify(key, value);
  } catch {
    return false;
  }
};
