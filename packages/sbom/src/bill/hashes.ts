import { gather } from '../compact/compact.ts';
import type { Json } from '../json/types.ts';
import { isArray, textOf } from '../json/value.ts';
import { type Hash, HASH_ALGORITHMS, type HashAlgorithm } from './types.ts';

/** Length in hex digits, by algorithm; BLAKE3's may vary. */
const DIGITS: Readonly<Record<HashAlgorithm, number>> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-256': 64,
  'SHA-384': 96,
  'SHA-512': 128,
  'SHA3-256': 64,
  'SHA3-384': 96,
  'SHA3-512': 128,
  'BLAKE2b-256': 64,
  'BLAKE2b-384': 96,
  'BLAKE2b-512': 128,
  BLAKE3: 64,
};

const HEX = /^[0-9a-f]+$/;

export const isHashAlgorithm = (text: string): text is HashAlgorithm =>
  (HASH_ALGORITHMS as readonly string[]).includes(text);

/** SPDX writes `SHA256` where CycloneDX writes `SHA-256`; both write `SHA3-256` and `BLAKE2b-256`. */
export const fromSpdxAlgorithm = (text: string): HashAlgorithm | undefined => {
  const name = text.replace(/^SHA(?=[0-9]{3}|1$)/, 'SHA-');
  return isHashAlgorithm(name) ? name : undefined;
};

export const toSpdxAlgorithm = (algorithm: HashAlgorithm): string => algorithm.replace(/^SHA-/, 'SHA');

const makeHash = (algorithm: HashAlgorithm | undefined, value: string | undefined): Hash | undefined => {
  const digits = value?.toLowerCase();
  return algorithm === undefined ||
    digits === undefined ||
    !HEX.test(digits) ||
    digits.length !== DIGITS[algorithm]
    ? undefined
    : { algorithm, value: digits };
};

/** Reads CycloneDX `hashes`; what is no hash of a known algorithm is left out. */
export const readHashes = (list: Json | undefined): readonly Hash[] =>
  gather(isArray(list) ? list : [], (item) => {
    const algorithm = textOf(item, 'alg') ?? '';
    return makeHash(isHashAlgorithm(algorithm) ? algorithm : undefined, textOf(item, 'content'));
  });

/** Reads SPDX `checksums`; what is no checksum of a known algorithm is left out. */
export const readChecksums = (list: Json | undefined): readonly Hash[] =>
  gather(isArray(list) ? list : [], (item) =>
    makeHash(fromSpdxAlgorithm(textOf(item, 'algorithm') ?? ''), textOf(item, 'checksumValue')),
  );

const RANK = new Map(HASH_ALGORITHMS.map((algorithm, index) => [algorithm, index]));

/** Weakest algorithm first, then by value: the order in which hashes are written. */
export const sortHashes = (hashes: readonly Hash[]): readonly Hash[] =>
  hashes.toSorted(
    (a, b) =>
      (RANK.get(a.algorithm) ?? 0) - (RANK.get(b.algorithm) ?? 0) ||
      (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
  );
