import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { canonicalBytes, canonicalJson } from '../authority/canonical.ts';
import { decodeBase64 } from '../json/base64.ts';
import { readJson } from '../json/read.ts';
import type { Json } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { SignError } from '../sign/error.ts';

export type KeyKind = 'ed25519' | 'p256';

const FORMAT = 'custody-key/1';
/** 128 MiB and a fraction of a second: what a guess costs. */
const COST = 2 ** 17;
/** A file may ask for no more than 1 GiB, and for no less than a guess should cost. */
const COSTS = [2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18, 2 ** 19, 2 ** 20];
const BLOCK = 8;
const SHORTEST = 8;

export const generateKey = (kind: KeyKind): KeyObject =>
  kind === 'ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const derive = (passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: BLOCK, p: 1, maxmem: 2 * 128 * BLOCK * cost };
    // What looks the same is the same: keyboards differ in how they compose letters.
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

const bad = (message: string): SignError => new SignError('bad-key', message);

/** The members outside the seal, which the seal covers too: a public key cannot be exchanged. */
const headOf = (spki: Buffer, salt: Buffer, nonce: Buffer, cost: number) => ({
  format: FORMAT,
  public: spki.toString('base64'),
  kdf: { name: 'scrypt', salt: salt.toString('base64'), n: cost, r: BLOCK, p: 1 },
  cipher: { name: 'aes-256-gcm', nonce: nonce.toString('base64') },
});

/**
 * Writes a private key, encrypted with a passphrase (scrypt, RFC 7914; AES-256-GCM). `cost` is scrypt's N.
 * Throws SignError `bad-key` for a passphrase of fewer than 8 characters.
 */
export const writeKey = async (key: KeyObject, passphrase: string, cost = COST): Promise<string> => {
  if (passphrase.length < SHORTEST) throw bad(`a passphrase has at least ${SHORTEST} characters`);
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const head = headOf(createPublicKey(key).export({ format: 'der', type: 'spki' }), salt, nonce, cost);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce);
  cipher.setAAD(canonicalBytes(head));
  const parts = [
    cipher.update(key.export({ format: 'der', type: 'pkcs8' })),
    cipher.final(),
    cipher.getAuthTag(),
  ];
  return `${canonicalJson({ ...head, sealed: Buffer.concat(parts).toString('base64') })}\n`;
};

const bytesOf = (value: Json | undefined, name: string, length?: number): Buffer => {
  const bytes = decodeBase64(textMember(value, name) ?? '');
  if (bytes === undefined || (length !== undefined && bytes.length !== length))
    throw bad(`the key file's ${name} is none`);
  return Buffer.from(bytes);
};

const TAG = 16;

/** Reads what `writeKey` wrote. Throws SignError `bad-key`: not such a file, or not this passphrase. */
export const readKey = async (bytes: Uint8Array, passphrase: string): Promise<KeyObject> => {
  const read = readJson(bytes, { maxBytes: 16 * 1024, maxDepth: 4 });
  if (read.kind === 'invalid' || textMember(read.value, 'format') !== FORMAT)
    throw bad("this is no key file of custody's");
  const kdf = member(read.value, 'kdf');
  const cost = member(kdf, 'n');
  if (typeof cost !== 'number' || !COSTS.includes(cost))
    throw bad('the key file asks for a cost that is not accepted');
  const [salt, nonce] = [bytesOf(kdf, 'salt', 32), bytesOf(member(read.value, 'cipher'), 'nonce', 12)];
  const spki = bytesOf(read.value, 'public');
  const sealed = bytesOf(read.value, 'sealed');
  if (sealed.length <= TAG) throw bad("the key file's sealed is none");
  const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce, {
    authTagLength: TAG,
  });
  decipher.setAAD(canonicalBytes(headOf(spki, salt, nonce, cost)));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
    return createPrivateKey({ key: opened, format: 'der', type: 'pkcs8' });
  } catch {
    throw bad('the passphrase is wrong, or the key file is damaged');
  }
};
