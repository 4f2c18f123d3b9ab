import { createPublicKey, type KeyObject } from 'node:crypto';
import { hex, sha256 } from '../crypto/digest.ts';
import { publicKey } from '../crypto/key.ts';
import { defaultScheme } from '../crypto/signature.ts';
import { Malformed } from '../der/read.ts';
import type { ManagedKey } from './types.ts';
import type { Reading } from '../bundle/types.ts';

const invalid = (message: string): Reading<never> => ({
  kind: 'invalid',
  problems: [{ code: 'bad-value', place: '', message, clause: 'RFC 7468, 13' }],
});

/**
 * Reads a public key: PEM (`BEGIN PUBLIC KEY`) or DER SubjectPublicKeyInfo, of any kind that custody accepts. `hint` is what
 * evidence may call it. A private key is refused, not quietly reduced to its public half. Never throws.
 */
export const readPublicKey = (bytes: Uint8Array, hint?: string): Reading<ManagedKey> => {
  if (bytes.length > 64 * 1024) return invalid(`${bytes.length} bytes are too many for a public key`);
  const text = Buffer.from(bytes).toString('latin1');
  if (/PRIVATE KEY/.test(text)) return invalid('a private key; a public key is expected');
  let key: KeyObject;
  try {
    const pem = text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----');
    const made = pem ? createPublicKey({ key: text, format: 'pem' }) : publicKey(bytes);
    key = publicKey(made.export({ format: 'der', type: 'spki' }));
  } catch (error) {
    return invalid(error instanceof Malformed ? error.message : 'a public key that is none');
  }
  const spki = key.export({ format: 'der', type: 'spki' });
  const value = { key, scheme: defaultScheme(key), spki, hint, fingerprint: hex(sha256(spki)) };
  return { kind: 'read', value };
};
