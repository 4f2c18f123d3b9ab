import { hash, type KeyObject } from 'node:crypto';
import { publicKey, rsaPublicKey } from '../crypto/key.ts';
import { Malformed } from '../der/read.ts';
import { bits, oid, sequence, unsigned } from '../keys/der.ts';
import { padded, type Reader, reader } from './reader.ts';

/** How a key signs. */
export type PgpScheme = 'rsa' | 'ecdsa' | 'eddsa';

/** A public key or subkey (RFC 9580, 5.5). */
export type PgpKey = {
  readonly version: 4 | 6;
  /** Lower-case hex. */
  readonly fingerprint: string;
  readonly keyId: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** `undefined`: a kind that custody does not verify with, or does not believe in; `why` says which. */
  readonly usable: { readonly key: KeyObject; readonly scheme: PgpScheme } | undefined;
  readonly why: string;
  /** What signatures over this key begin with (5.2.4). */
  readonly hashed: Buffer;
};

const CURVES: ReadonlyMap<string, { readonly id: string; readonly kind: PgpScheme }> = new Map([
  ['2a8648ce3d030107', { id: '1.2.840.10045.3.1.7', kind: 'ecdsa' }],
  ['2b81040022', { id: '1.3.132.0.34', kind: 'ecdsa' }],
  ['2b81040023', { id: '1.3.132.0.35', kind: 'ecdsa' }],
  ['2b06010401da470f01', { id: '1.3.101.112', kind: 'eddsa' }],
]);

const ed25519 = (raw: Uint8Array): KeyObject => publicKey(sequence(sequence(oid('1.3.101.112')), bits(raw)));

type Made = { readonly key: KeyObject; readonly scheme: PgpScheme } | string;

const ofCurve = (from: Reader, algorithm: number): Made => {
  const curve = CURVES.get(from.take(from.uint(1)).toString('hex'));
  const point = from.mpi();
  if (curve === undefined) return 'a curve that is not accepted';
  if ((curve.kind === 'eddsa') !== (algorithm === 22)) return 'a curve of another algorithm';
  if (curve.kind === 'eddsa') {
    // 0x40: the point in its native form.
    if (point.length !== 33 || point[0] !== 0x40)
      throw new Malformed('OpenPGP: an Ed25519 point that is none');
    return { key: ed25519(point.subarray(1)), scheme: 'eddsa' };
  }
  const parameters = sequence(oid('1.2.840.10045.2.1'), oid(curve.id));
  return { key: publicKey(sequence(parameters, bits(point))), scheme: 'ecdsa' };
};

const NAMES: ReadonlyMap<number, string> = new Map([
  [2, 'RSA for encryption only'],
  [16, 'Elgamal'],
  [17, 'DSA, which is too weak'],
  [18, 'ECDH'],
  [25, 'X25519'],
  [26, 'X448'],
  [28, 'Ed448'],
]);

const materialOf = (algorithm: number, from: Reader): Made => {
  if (algorithm === 1 || algorithm === 3) {
    const [modulus, exponent] = [from.mpi(), from.mpi()];
    return { key: rsaPublicKey(sequence(unsigned(modulus), unsigned(exponent))), scheme: 'rsa' };
  }
  if (algorithm === 19 || algorithm === 22) return ofCurve(from, algorithm);
  if (algorithm === 27) return { key: ed25519(padded(from.take(32), 32)), scheme: 'eddsa' };
  return NAMES.get(algorithm) ?? `algorithm ${algorithm}`;
};

/** A key of too few bits, or no point of its curve, is there but of no use. */
const attempt = (make: () => Made): Made => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    throw error;
  }
};

/** Reads the body of a key packet, version 4 or 6. `undefined` for older versions; throws Malformed. */
export const readKey = (body: Buffer): PgpKey | undefined => {
  const from = reader(body);
  const version = from.uint(1);
  if (version !== 4 && version !== 6) return undefined;
  const created = from.uint(4) * 1000;
  const algorithm = from.uint(1);
  const material = version === 6 ? reader(from.take(from.uint(4))) : from;
  const length = Buffer.alloc(version === 4 ? 2 : 4);
  if (version === 4 && body.length > 0xffff) throw new Malformed('OpenPGP: a key that is too large');
  length.writeUIntBE(body.length, 0, length.length);
  const hashed = Buffer.concat([Buffer.from([version === 4 ? 0x99 : 0x9b]), length, body]);
  const fingerprint = hash(version === 4 ? 'sha1' : 'sha256', hashed, 'hex');
  const made = attempt(() => materialOf(algorithm, material));
  return {
    version,
    fingerprint,
    keyId: version === 4 ? fingerprint.slice(-16) : fingerprint.slice(0, 16),
    created,
    usable: typeof made === 'string' ? undefined : made,
    why: typeof made === 'string' ? made : '',
    hashed,
  };
};
