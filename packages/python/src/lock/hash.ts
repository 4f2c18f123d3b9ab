import type { LockedHash, LockedHashAlgorithm } from './types.ts';

/** hashlib's names, as lock files write them, and what their digests look like. */
const ALGORITHMS: ReadonlyMap<string, readonly [LockedHashAlgorithm, number]> = new Map([
  ['md5', ['MD5', 32]],
  ['sha1', ['SHA-1', 40]],
  ['sha256', ['SHA-256', 64]],
  ['sha384', ['SHA-384', 96]],
  ['sha512', ['SHA-512', 128]],
  ['sha3_256', ['SHA3-256', 64]],
  ['sha3_384', ['SHA3-384', 96]],
  ['sha3_512', ['SHA3-512', 128]],
]);

const HEX = /^[0-9a-f]+$/;

/** A digest by hashlib's name and in hex; undefined where it is none that a document can hold. */
export const readDigest = (algorithm: string, value: string): LockedHash | undefined => {
  const known = ALGORITHMS.get(algorithm.toLowerCase());
  const digits = value.toLowerCase();
  return known === undefined || digits.length !== known[1] || !HEX.test(digits)
    ? undefined
    : { algorithm: known[0], value: digits };
};

/** `sha256:…`, as requirements and uv.lock write it. */
export const readHashText = (text: string): LockedHash | undefined => {
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : readDigest(text.slice(0, colon).trim(), text.slice(colon + 1).trim());
};
