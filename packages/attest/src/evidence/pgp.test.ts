import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSignerPolicy } from '../policy/read.ts';
import { type PgpKeyring, readKeyring } from '../pgp/keyring.ts';
import { concludeArtifact } from './conclude.ts';
import { examinePgp } from './pgp.ts';

const DATA = Buffer.from('a source tarball');
const date = new Date('2026-01-01T00:00:00Z');
const now = Date.UTC(2026, 10, 21);
let keyring: PgpKeyring;
let fingerprint = '';
let signature = '';

beforeAll(async () => {
  const made = await openpgp.generateKey({
    type: 'ecc',
    curve: 'nistP256',
    userIDs: [{ name: 'Release', email: 'release@widget.example' }],
    date,
    format: 'object',
  });
  fingerprint = made.publicKey.getFingerprint();
  const reading = readKeyring(Buffer.from(made.publicKey.armor()));
  if (reading.kind === 'invalid') throw new Error(reading.problems[0].message);
  keyring = reading.value;
  const message = await openpgp.createMessage({ binary: new Uint8Array(DATA) });
  signature = await openpgp.sign({ message, signingKeys: made.privateKey, detached: true, date });
});

const examine = (data: Uint8Array | undefined = DATA, path = 'widget-1.2.0.tar.gz.asc', bytes = signature) =>
  examinePgp({ path, bytes: Buffer.from(bytes) }, { data, keyring, now });
const conclude = (who: string, evidence = examine()) => {
  const { policy, problems } = readSignerPolicy({
    package: [{ name: 'widget', signer: [{ kind: 'pgp', fingerprint: who }] }],
  });
  expect(problems).toEqual([]);
  const name = 'widget-1.2.0.tar.gz';
  return concludeArtifact({ path: name, name, sha256: 'aa', evidence, policy, now }).outcome;
};

describe('an OpenPGP signature', () => {
  test('by a key that is expected, and by one that only is in the keyring', () => {
    expect(conclude(fingerprint.toUpperCase())).toBe('verified');
    expect(conclude('a'.repeat(40))).toBe('policy-mismatch');
  });

  test('over other bytes: invalid', () => {
    expect(conclude(fingerprint, examine(Buffer.from('another tarball')))).toBe('invalid');
  });

  test('without a keyring, or without the file: nothing is decided', () => {
    const file = { path: 'a.asc', bytes: Buffer.from(signature) };
    expect(conclude(fingerprint, examinePgp(file, { data: DATA, keyring: undefined, now }))).toBe(
      'undecided',
    );
    expect(conclude(fingerprint, examinePgp(file, { data: undefined, keyring, now }))).toBe('undecided');
  });

  test('a .sig that is none may be of another tool, an .asc that is none is bad', () => {
    expect(conclude(fingerprint, examine(DATA, 'a.sig', 'MEUCIQ=='))).toBe('undecided');
    expect(conclude(fingerprint, examine(DATA, 'a.asc', 'MEUCIQ=='))).toBe('invalid');
  });
});
