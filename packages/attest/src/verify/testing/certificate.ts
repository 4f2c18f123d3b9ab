import { createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import { bits, boolean, der, generalizedTime, integer, octets, oid, sequence, set, utf8 } from './der.ts';

export type ExtensionSpec = { readonly id: string; readonly critical?: boolean; readonly value: Buffer };

export type CertificateSpec = {
  readonly subject: string;
  readonly key: KeyObject;
  readonly issuer: string;
  readonly issuerKey: KeyObject;
  readonly from: number;
  readonly to: number;
  readonly serial?: number;
  readonly extensions: readonly ExtensionSpec[];
};

const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });

export const keyId = (key: KeyObject): Buffer => hash('sha1', spki(key), 'buffer');

const name = (text: string): Buffer =>
  text === '' ? sequence() : sequence(set(sequence(oid('2.5.4.3'), utf8(text))));

const algorithm = (key: KeyObject): Buffer => {
  if (key.asymmetricKeyType === 'ed25519') return sequence(oid('1.3.101.112'));
  if (key.asymmetricKeyType === 'rsa') return sequence(oid('1.2.840.113549.1.1.11'), der(0x05));
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const last = curve === 'secp521r1' ? 4 : curve === 'secp384r1' ? 3 : 2;
  return sequence(oid(`1.2.840.10045.4.3.${last}`));
};

/** Signs with the hash that goes with the key. */
export const signWith = (key: KeyObject, data: Uint8Array): Buffer => {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, data, key);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return sign(curve === 'secp521r1' ? 'sha512' : curve === 'secp384r1' ? 'sha384' : 'sha256', data, key);
};

export const tbs = (spec: CertificateSpec): Buffer =>
  sequence(
    der(0xa0, integer(2)),
    integer(spec.serial ?? 7),
    algorithm(spec.issuerKey),
    name(spec.issuer),
    sequence(generalizedTime(spec.from), generalizedTime(spec.to)),
    name(spec.subject),
    spki(spec.key),
    der(
      0xa3,
      sequence(
        ...spec.extensions.map(({ id, critical, value }) =>
          sequence(oid(id), ...(critical === true ? [boolean(true)] : []), octets(value)),
        ),
      ),
    ),
  );

export const certificate = (spec: CertificateSpec): Buffer => {
  const body = tbs(spec);
  return sequence(body, algorithm(spec.issuerKey), bits(signWith(spec.issuerKey, body)));
};

/** Extensions by what they say. */
export const extension = {
  authority: (pathLength?: number): ExtensionSpec => ({
    id: '2.5.29.19',
    critical: true,
    value: sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])),
  }),
  usage: (...numbers: readonly number[]): ExtensionSpec => {
    const byte = numbers.reduce((sum, number) => sum | (0x80 >> number), 0);
    const unused = 7 - Math.max(...numbers);
    return { id: '2.5.29.15', critical: true, value: bits(Buffer.of(byte), unused) };
  },
  purposes: (...ids: readonly string[]): ExtensionSpec => ({
    id: '2.5.29.37',
    value: sequence(...ids.map(oid)),
  }),
  subjectKey: (key: KeyObject): ExtensionSpec => ({ id: '2.5.29.14', value: octets(keyId(key)) }),
  authorityKey: (key: KeyObject): ExtensionSpec => ({
    id: '2.5.29.35',
    value: sequence(der(0x80, keyId(key))),
  }),
  uri: (text: string): ExtensionSpec => ({
    id: '2.5.29.17',
    critical: true,
    value: sequence(der(0x86, Buffer.from(text))),
  }),
  email: (text: string): ExtensionSpec => ({
    id: '2.5.29.17',
    critical: true,
    value: sequence(der(0x81, Buffer.from(text))),
  }),
  claim: (number: number, text: string): ExtensionSpec => ({
    id: `1.3.6.1.4.1.57264.1.${number}`,
    value: number < 7 ? Buffer.from(text) : utf8(text),
  }),
};
