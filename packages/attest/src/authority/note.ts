import { hash, type KeyObject, sign } from 'node:crypto';

/** A key that signs checkpoints. */
export type NoteSigner = { readonly name: string; readonly id: Buffer; readonly key: KeyObject };

const rawEd25519 = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);

/**
 * The key id of a log, of which the first four bytes stand in its notes: of an Ed25519 key C2SP signed-note's (name and key),
 * of an ECDSA key the SHA-256 of its SubjectPublicKeyInfo, as Rekor v1 has it.
 */
export const noteKeyId = (name: string, publicKey: KeyObject): Buffer =>
  publicKey.asymmetricKeyType === 'ed25519'
    ? hash('sha256', Buffer.concat([Buffer.from(`${name}\n\u0001`, 'utf8'), rawEd25519(publicKey)]), 'buffer')
    : hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'buffer');

/** A signed checkpoint (C2SP tlog-checkpoint): origin, size, root hash, and one signature line. */
export const signedCheckpoint = (
  signer: NoteSigner,
  origin: string,
  size: number,
  root: Uint8Array,
): string => {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  const algorithm = signer.key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const signature = sign(algorithm, Buffer.from(text, 'utf8'), signer.key);
  const line = Buffer.concat([signer.id.subarray(0, 4), signature]).toString('base64');
  return `${text}\n\u2014 ${signer.name} ${line}\n`;
};
