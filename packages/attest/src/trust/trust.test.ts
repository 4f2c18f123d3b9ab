import { createPublicKey, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeKey, trustedRootJson } from '../verify/testing/world.ts';
import { embeddedTrustRoot, seedOf, stagingTrustRoot } from './embedded.ts';
import { readPublicKey } from './managed.ts';
import { readTrustRoot } from './read.ts';
import { parseTime } from './time.ts';

const MODE = { kind: 'file', path: 'root.json' } as const;
const read = (value: unknown) => readTrustRoot(Buffer.from(JSON.stringify(value)), MODE);
const problem = (value: unknown): string => {
  const reading = read(value);
  return reading.kind === 'read' ? 'read' : `${reading.problems[0].code} ${reading.problems[0].place}`;
};

describe('trust roots', () => {
  test('that are part of custody can be read, say their date, and are what TUF vouched for', async () => {
    expect(embeddedTrustRoot().mode).toEqual({ kind: 'embedded', date: '2026-08-21' });
    expect(embeddedTrustRoot().instances[0].name).toBe('fulcio.sigstore.dev');
    expect((await stagingTrustRoot()).instances[0].name).toBe('fulcio.sigstage.dev');
    for (const name of ['public-good', 'staging'] as const) {
      const seed = await seedOf(name);
      expect(hash('sha256', seed.trustedRoot, 'hex')).toBe(seed.sha256);
    }
  });

  test('the public one is the one that the Sigstore client carries', async () => {
    const path = createRequire(import.meta.url).resolve('@sigstore/tuf/seeds.json');
    const seeds = JSON.parse(readFileSync(path, 'utf8')) as Record<
      string,
      { targets: Record<string, string> }
    >;
    const theirs = Object.values(seeds)[0]?.targets['trusted_root.json'] ?? '';
    expect(Buffer.from(theirs, 'base64').toString('utf8')).toBe((await seedOf('public-good')).trustedRoot);
  });

  test('several instances, one a line, are read in order', () => {
    const line = JSON.stringify(trustedRootJson());
    const reading = readTrustRoot(Buffer.from(`${line}\n${line}\n`), MODE);
    expect(reading.kind === 'read' && reading.value.instances.length).toBe(2);
    expect(readTrustRoot(Buffer.from(`${line}\n{\n`), MODE).kind).toBe('invalid');
  });

  test.each<readonly [string, (root: ReturnType<typeof trustedRootJson>) => unknown, string]>([
    [
      'a log without a validity',
      (root) => root.tlogs.map(({ publicKey }) => Reflect.deleteProperty(publicKey, 'validFor')),
      'missing /tlogs/0/publicKey/validFor',
    ],
    [
      'a log without a start',
      (root) =>
        root.ctlogs.map(({ publicKey }) =>
          Reflect.set(publicKey, 'validFor', { end: '2030-01-01T00:00:00Z' }),
        ),
      'missing /ctlogs/0/publicKey/validFor/start',
    ],
    [
      'an end that is no time',
      (root) =>
        root.tlogs.map(({ publicKey }) =>
          Reflect.set(publicKey, 'validFor', { start: '2020-01-01T00:00:00Z', end: 'never' }),
        ),
      'bad-value /tlogs/0/publicKey/validFor/end',
    ],
    [
      'an authority without a validity',
      (root) => root.certificateAuthorities.map((authority) => Reflect.deleteProperty(authority, 'validFor')),
      'missing /certificateAuthorities/0/validFor',
    ],
    [
      'an empty chain',
      (root) =>
        root.timestampAuthorities.map((authority) =>
          Reflect.set(authority, 'certChain', { certificates: [] }),
        ),
      'missing /timestampAuthorities/0/certChain',
    ],
    [
      'a certificate that is none',
      (root) =>
        root.certificateAuthorities.map(({ certChain }) =>
          certChain.certificates.map((each) => (each.rawBytes = 'AAAA')),
        ),
      'bad-value /certificateAuthorities/0/certChain/certificates/0',
    ],
    [
      'a key of another kind than it says',
      (root) => root.tlogs.map(({ publicKey }) => (publicKey.keyDetails = 'PKIX_ECDSA_P384_SHA_384')),
      'bad-value /tlogs/0/publicKey',
    ],
    [
      'a key of an unknown kind',
      (root) => root.tlogs.map(({ publicKey }) => (publicKey.keyDetails = 'LMS_SHA256')),
      'bad-value /tlogs/0/publicKey',
    ],
    [
      'another hash',
      (root) => root.tlogs.map((log) => (log.hashAlgorithm = 'SHA2_512')),
      'unsupported /tlogs/0/hashAlgorithm',
    ],
    ['another media type', (root) => (root.mediaType = 'text/plain'), 'unsupported /mediaType'],
    [
      'nothing in it',
      (root) =>
        Object.assign(root, { tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] }),
      'missing ',
    ],
  ])('with %s cannot be used', (_, change, expected) => {
    const root = trustedRootJson();
    // Each key object says it for itself: they share what they are valid for.
    const copy = structuredClone({ ...root, tlogs: root.tlogs.map((log) => structuredClone(log)) });
    change(copy);
    expect(problem(copy)).toBe(expected);
  });
});

describe('public keys in hand', () => {
  test.each(['p256', 'p384', 'p521', 'ed25519', 'rsa'] as const)(
    'a %s key is read from PEM and from DER',
    (kind) => {
      const key = createPublicKey(makeKey(kind));
      const der = readPublicKey(key.export({ format: 'der', type: 'spki' }));
      const pem = readPublicKey(Buffer.from(key.export({ format: 'pem', type: 'spki' })));
      expect(der.kind === 'read' && der.value.fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(
        pem.kind === 'read' && der.kind === 'read' && pem.value.fingerprint === der.value.fingerprint,
      ).toBe(true);
    },
  );

  test('a private key is refused, and so is anything else', () => {
    const key = makeKey('p256').export({ format: 'pem', type: 'pkcs8' });
    for (const bytes of [
      Buffer.from(key),
      Buffer.from(''),
      Buffer.from('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'),
    ])
      expect(readPublicKey(bytes).kind).toBe('invalid');
  });
});

test.each([
  ['2026-02-28T01:02:03Z', Date.UTC(2026, 1, 28, 1, 2, 3)],
  ['2022-12-31T23:59:59.999Z', Date.UTC(2022, 11, 31, 23, 59, 59, 999)],
  ['2026-02-28T01:02:03.123456789+02:00', Date.UTC(2026, 1, 27, 23, 2, 3, 123)],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-02-28T24:00:01Z', undefined],
  ['2026-02-28', undefined],
  ['2026-02-28T01:02:03', undefined],
])('the time %s is %s', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});
