import { quote } from '../problem/quote.ts';
import type { RecordCode } from './codes.ts';
import type { RecordHash } from './types.ts';

type Algorithm = { readonly bytes: number; readonly node: string; readonly weak?: true };

/** Of `hashlib.algorithms_guaranteed`, those with a fixed length: their digest's bytes and the name that node:crypto has for them. */
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ['sha256', { bytes: 32, node: 'sha256' }],
  ['sha384', { bytes: 48, node: 'sha384' }],
  ['sha512', { bytes: 64, node: 'sha512' }],
  ['sha3_256', { bytes: 32, node: 'sha3-256' }],
  ['sha3_384', { bytes: 48, node: 'sha3-384' }],
  ['sha3_512', { bytes: 64, node: 'sha3-512' }],
  ['blake2b', { bytes: 64, node: 'blake2b512' }],
  ['blake2s', { bytes: 32, node: 'blake2s256' }],
  ['md5', { bytes: 16, node: 'md5', weak: true }],
  ['sha1', { bytes: 20, node: 'sha1', weak: true }],
  ['sha224', { bytes: 28, node: 'sha224', weak: true }],
  ['sha3_224', { bytes: 28, node: 'sha3-224', weak: true }],
]);

/** The name that node:crypto has for an algorithm of a RECORD, if it can be computed. */
export const digestName = (algorithm: string): string | undefined => ALGORITHMS.get(algorithm)?.node;

type Said = { readonly code: RecordCode; readonly message: string };
export type ReadHash = { readonly hash?: RecordHash; readonly problems: readonly Said[] };

/** The digest that a text stands for, or why it stands for none: unpadded URL-safe base64 with its spare bits zero. */
const readDigest = (text: string, bytes: number): { readonly digest?: Uint8Array; readonly said?: Said } => {
  let end = text.length;
  while (text[end - 1] === '=') end -= 1;
  const bare = text.slice(0, end);
  if (!/^[A-Za-z0-9_-]*$/.test(bare))
    return {
      said: {
        code: 'hash-alphabet',
        message: `The digest ${quote(text)} holds characters outside of URL-safe base64.`,
      },
    };
  if (bare.length !== Math.ceil((bytes * 4) / 3))
    return {
      said: {
        code: 'hash-length',
        message: `The digest ${quote(text)} does not have the length of ${bytes} bytes.`,
      },
    };
  const digest = Buffer.from(bare, 'base64url');
  if (digest.toString('base64url') !== bare)
    return {
      digest,
      said: {
        code: 'hash-spare-bits',
        message: `The digest ${quote(text)} has spare bits that are not zero.`,
      },
    };
  if (bare !== text)
    return {
      digest,
      said: { code: 'hash-padding', message: `The digest ${quote(text)} is padded with "=".` },
    };
  return { digest };
};

/** Reads the hash column of a RECORD row that is not empty. Recording installed projects, "The RECORD file". */
export const readHash = (column: string): ReadHash => {
  const equals = column.indexOf('=');
  if (equals < 1 || equals === column.length - 1)
    return {
      problems: [
        { code: 'malformed-hash', message: `The hash ${quote(column)} is not of the form algorithm=digest.` },
      ],
    };
  const algorithm = column.slice(0, equals);
  const text = column.slice(equals + 1);
  const known = ALGORITHMS.get(algorithm);
  if (known === undefined)
    return {
      hash: { algorithm, text },
      problems: [
        {
          code: 'unknown-hash',
          message: `The hash algorithm ${quote(algorithm)} is not one that can be verified.`,
        },
      ],
    };
  const { digest, said } = readDigest(text, known.bytes);
  const weak: readonly Said[] =
    known.weak === true
      ? [
          {
            code: 'weak-hash',
            message: `The hash algorithm ${algorithm} is not permitted: sha256 or better.`,
          },
        ]
      : [];
  return {
    hash: digest === undefined ? { algorithm, text } : { algorithm, text, digest },
    problems: said === undefined ? weak : [...weak, said],
  };
};
