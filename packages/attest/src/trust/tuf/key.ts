import { createPublicKey, type KeyObject } from 'node:crypto';
import { publicKey } from '../../crypto/key.ts';
import { defaultScheme } from '../../crypto/signature.ts';
import { Malformed } from '../../der/read.ts';
import { member, textMember } from '../../json/value.ts';
import type { Json } from '../../json/types.ts';
import type { SignatureScheme } from '../types.ts';

export type TufKey = { readonly key: KeyObject; readonly scheme: SignatureScheme };

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Schemes by name (TUF 1.0, 4.2.4), and the kind of key that each of them is made with. */
const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  ['ed25519', { kind: 'ed25519' }],
  ['ecdsa-sha2-nistp256', { kind: 'ecdsa', hash: 'sha256' }],
  ['ecdsa-sha2-nistp384', { kind: 'ecdsa', hash: 'sha384' }],
  ['rsassa-pss-sha256', { kind: 'rsa-pss', hash: 'sha256' }],
]);

const spkiOf = (written: string): Uint8Array => {
  if (/^[0-9a-f]{64}$/.test(written)) return Buffer.concat([ED25519_SPKI, Buffer.from(written, 'hex')]);
  try {
    return createPublicKey({ key: written, format: 'pem' }).export({ format: 'der', type: 'spki' });
  } catch {
    throw new Malformed('a public key that is none');
  }
};

/** A key of root metadata, or `undefined` for one of a kind that is not known: its signatures do not count. */
export const tufKey = (written: Json | undefined): TufKey | undefined => {
  const scheme = SCHEMES.get(textMember(written, 'scheme') ?? '');
  const value = textMember(member(written, 'keyval'), 'public');
  if (scheme === undefined || value === undefined || value.length > 4096) return undefined;
  try {
    const key = publicKey(spkiOf(value));
    const own = defaultScheme(key);
    if (own.kind === 'ecdsa' && (scheme.kind !== 'ecdsa' || scheme.hash !== own.hash)) return undefined;
    return { key, scheme };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};
