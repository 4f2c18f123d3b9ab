import { hash } from 'node:crypto';
import type { HashName } from '../bundle/types.ts';
import type { ArtifactFacts } from './types.ts';

const LENGTH: Readonly<Record<HashName, number>> = { sha256: 64, sha384: 96, sha512: 128 };
export const HASH_NAMES: readonly HashName[] = ['sha256', 'sha384', 'sha512'];

/** Digests of what evidence is held against: as stated, or computed from the bytes. */
export type Digests = (algorithm: HashName) => string | undefined;

/** Throws RangeError where the caller states no digest, or one that cannot be: a mistake of the caller, not of the evidence. */
export const digestsOf = ({ digests, bytes }: ArtifactFacts): Digests => {
  const known = new Map<HashName, string>();
  for (const name of HASH_NAMES) {
    const stated = digests[name];
    if (stated === undefined) continue;
    if (!/^[0-9a-f]+$/.test(stated) || stated.length !== LENGTH[name])
      throw new RangeError(`a ${name} digest is ${LENGTH[name]} lower-case hexadecimal digits`);
    known.set(name, stated);
  }
  if (known.size === 0 && bytes === undefined)
    throw new RangeError('an artifact is named by a digest or by its bytes');
  return (algorithm) => {
    const found = known.get(algorithm);
    if (found !== undefined || bytes === undefined) return found;
    const made = hash(algorithm, bytes, 'hex');
    known.set(algorithm, made);
    return made;
  };
};
