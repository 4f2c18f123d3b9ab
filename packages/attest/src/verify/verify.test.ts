import { createPublicKey, hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEvidence } from '../bundle/evidence.ts';
import { readPublicKey } from '../trust/managed.ts';
import type { TrustRoot } from '../trust/types.ts';
import { extension } from './testing/certificate.ts';
import { type Made, makeEnvelopeBundle, makeMessageBundle, statementOf } from './testing/bundle.ts';
import { makeLeaf, makeTimestamp } from './testing/leaf.ts';
import { type KeyKind, makeKey, NOW, PURPOSE, trustedRootJson, trustOf } from './testing/world.ts';
import type { ArtifactFacts, Verification } from './types.ts';
import { verifyEvidence } from './verify.ts';

const NAME = 'widget-1.0-py3-none-any.whl';
const BYTES = Buffer.from('the wheel');
const SHA256 = hash('sha256', BYTES, 'hex');
const KEY = makeKey('p256');
const TRUST = trustOf(trustedRootJson());
const ARTIFACT: ArtifactFacts = { digests: { sha256: SHA256 }, name: NAME };

const verify = async (
  document: unknown,
  {
    artifact = ARTIFACT,
    trust = TRUST,
    now = NOW + 1000,
  }: { artifact?: ArtifactFacts; trust?: TrustRoot; now?: number } = {},
): Promise<Verification> => {
  const reading = readEvidence(Buffer.from(JSON.stringify(document)));
  if (reading.kind === 'invalid') throw new Error(reading.problems[0].message);
  const [evidence] = reading.value;
  if (evidence === undefined) throw new Error('no evidence');
  return verifyEvidence({ artifact, evidence, trust, now });
};

/** Ids of the steps that do not hold, or are not judged. */
const broken = ({ steps }: Verification): readonly string[] => [
  ...new Set(steps.filter(({ outcome }) => outcome !== 'holds').map(({ id }) => id)),
];

const bundle = (made: Made = {}, statement = statementOf(NAME, SHA256)) =>
  makeEnvelopeBundle(statement, KEY, made);

describe('evidence in order', () => {
  test.each(['v1', 'v2', 'v2-hashedrekord'] as const)(
    'an envelope in a log of kind %s verifies',
    async (log) => {
      const verification = await verify(bundle({ log }));
      expect(broken(verification)).toEqual([]);
      expect(verification.outcome).toBe('holds');
      expect(verification.subject?.name).toBe(NAME);
      expect(verification.times.map(({ source }) => source)).toEqual([
        log === 'v1' ? 'log' : 'timestamp-authority',
      ]);
      expect(verification.signer).toMatchObject({
        kind: 'certificate',
        claims: { issuer: 'https://token.actions.githubusercontent.com' },
      });
    },
  );

  test.each(['p256', 'p384', 'p521', 'ed25519', 'rsa'] as const)(
    'a %s key may sign an envelope',
    async (kind: KeyKind) => {
      const made = makeEnvelopeBundle(statementOf(NAME, SHA256), makeKey(kind), { log: 'v2' });
      expect(broken(await verify(made))).toEqual([]);
    },
  );

  test.each(['p256', 'rsa'] as const)(
    'a %s signature over the file verifies from its digest alone',
    async (kind) => {
      const made = makeMessageBundle(BYTES, makeKey(kind), 'v2');
      expect(broken(await verify(made))).toEqual([]);
      expect(broken(await verify(made, { artifact: { digests: {}, bytes: BYTES } }))).toEqual([]);
      const other = { digests: { sha256: hash('sha256', 'other', 'hex') } };
      expect(broken(await verify(made, { artifact: other }))).toEqual([
        'log-entry',
        'message-digest',
        'signature',
      ]);
    },
  );

  test.each([
    ['p384', 'sha384'],
    ['p521', 'sha512'],
  ] as const)('a %s signature over the file needs its %s, or the file', async (kind, name) => {
    const made = makeMessageBundle(BYTES, makeKey(kind));
    const digests = { sha256: SHA256, [name]: hash(name, BYTES, 'hex') };
    expect(broken(await verify(made, { artifact: { digests } }))).toEqual([]);
    expect(broken(await verify(made, { artifact: { digests: { sha256: SHA256 }, bytes: BYTES } }))).toEqual(
      [],
    );
  });

  test('an Ed25519 signature over the file is not judged without the file', async () => {
    const made = makeMessageBundle(BYTES, makeKey('ed25519'));
    const verification = await verify(made);
    expect(broken(verification)).toEqual(['signature']);
    expect(verification.outcome).toBe('unjudged');
    expect(broken(await verify(made, { artifact: { digests: {}, bytes: BYTES } }))).toEqual([]);
  });

  test('material of several instances is tried, never mixed', async () => {
    const own = trustedRootJson();
    const foreign = { ...trustedRootJson(), tlogs: [] as unknown[] };
    const lines = (...roots: readonly unknown[]): TrustRoot => {
      const [first, ...others] = roots.map(trustOf).flatMap(({ instances }) => instances);
      if (first === undefined) throw new Error('no instance');
      return { ...TRUST, instances: [first, ...others] };
    };
    expect((await verify(bundle(), { trust: lines({ ...own, tlogs: [] }, own) })).outcome).toBe('holds');
    const split = lines(
      { ...own, tlogs: [], ctlogs: own.ctlogs },
      { ...foreign, certificateAuthorities: [], tlogs: own.tlogs },
    );
    expect((await verify(bundle(), { trust: split })).outcome).toBe('does-not-hold');
  });

  test('a managed key verifies an envelope alone, and no other key does', async () => {
    const { dsseEnvelope } = bundle();
    const read = readEvidence(Buffer.from(JSON.stringify(dsseEnvelope)));
    const [evidence] = read.kind === 'read' ? read.value : [];
    if (evidence === undefined) throw new Error('no evidence');
    const managed = (key: typeof KEY) => {
      const reading = readPublicKey(createPublicKey(key).export({ format: 'der', type: 'spki' }));
      if (reading.kind === 'invalid') throw new Error('no key');
      return reading.value;
    };
    const run = (keys: readonly ReturnType<typeof managed>[]) =>
      verifyEvidence({ artifact: ARTIFACT, evidence, trust: TRUST, keys, now: NOW });
    expect((await run([managed(KEY)])).outcome).toBe('holds');
    expect((await run([managed(KEY)])).signer?.kind).toBe('key');
    expect(broken(await run([managed(makeKey('p256'))]))).toEqual(['signature']);
    expect((await run([])).outcome).toBe('unjudged');
  });
});

describe('certificates that must not sign', () => {
  const cases: readonly (readonly [string, Parameters<typeof makeLeaf>[1], readonly string[]])[] = [
    ['no extended key usage', { purposes: 'none' }, ['certificate-profile']],
    ['a server certificate', { purposes: extension.purposes(PURPOSE.server) }, ['certificate-profile']],
    ['an authority', { more: [extension.authority()] }, ['certificate-profile']],
    ['no key usage', { usage: 'none' }, ['certificate-profile']],
    ['another key usage', { usage: extension.usage(5) }, ['certificate-profile']],
    ['no name', { name: 'none' }, ['certificate-profile']],
    [
      'a name that is not critical',
      { name: { ...extension.email('a@b.example'), critical: false } },
      ['certificate-profile'],
    ],
    [
      'a critical extension of unknown meaning',
      { more: [{ id: '1.2.3.4', critical: true, value: Buffer.of(5, 0) }] },
      ['certificate-profile'],
    ],
    ['two issuers', { more: [extension.claim(1, 'https://other.example')] }, ['certificate-profile']],
    ['a foreign signature', { issuerKey: makeKey('p384') }, ['certificate-chain']],
    ['no certificate timestamp', { ctKey: 'none' }, ['certificate-transparency']],
    ['a foreign certificate timestamp', { ctKey: makeKey('p256') }, ['certificate-transparency']],
    ['an hour too old', { at: NOW - 3_600_000 }, ['certificate-validity']],
  ];
  test.each(cases)('%s is refused, and who signed is not told', async (_, options, expected) => {
    const verification = await verify(bundle({ leaf: makeLeaf(KEY, options) }));
    expect(broken(verification)).toEqual(expected);
    expect(verification.outcome).toBe('does-not-hold');
    expect(verification.signer).toBe(undefined);
  });

  test('an extension that is there twice makes the certificate unreadable', async () => {
    const leaf = makeLeaf(KEY, { more: [extension.claim(9, 'a'), extension.claim(9, 'b')] });
    expect(broken(await verify(bundle({ leaf })))).toContain('certificate-form');
  });

  test('e-mail identities are read', async () => {
    const leaf = makeLeaf(KEY, { name: extension.email('release@acme.example') });
    const { signer } = await verify(bundle({ leaf }));
    expect(signer).toMatchObject({ subject: { kind: 'email', value: 'release@acme.example' } });
  });
});

describe('statements', () => {
  test('a payload of another type proves nothing about the artifact', async () => {
    const verification = await verify(bundle({ payloadType: 'text/plain' }));
    expect(broken(verification)).toEqual(['payload-type']);
    expect(verification.subject).toBe(undefined);
  });

  test.each([
    ['another statement type', { _type: 'https://example.org/Statement' }, ['statement']],
    ['no subject', { subject: [] }, ['statement']],
    ['another digest', { subject: [{ name: NAME, digest: { sha256: '0'.repeat(64) } }] }, ['subject-digest']],
    [
      'an upper-case digest',
      { subject: [{ name: NAME, digest: { sha256: SHA256.toUpperCase() } }] },
      ['subject-digest'],
    ],
    [
      'only a weak digest',
      { subject: [{ name: NAME, digest: { md5: '0'.repeat(32) } }] },
      ['subject-digest'],
    ],
  ])('%s does not hold', async (_, more, expected) => {
    expect(broken(await verify(bundle({}, statementOf(NAME, SHA256, more))))).toEqual(expected);
  });

  test('a digest that agrees does not excuse one that does not', async () => {
    const digest = { sha256: SHA256, sha512: '0'.repeat(128) };
    const made = bundle({}, statementOf(NAME, SHA256, { subject: [{ name: NAME, digest }] }));
    expect(broken(await verify(made, { artifact: { digests: {}, bytes: BYTES } }))).toEqual([
      'subject-digest',
    ]);
  });

  test('one of several subjects may be the artifact, and which is told', async () => {
    const subject = [
      { name: 'other', digest: { sha256: '0'.repeat(64) } },
      { name: 'mine', digest: { sha256: SHA256 } },
    ];
    const verification = await verify(bundle({}, statementOf(NAME, SHA256, { subject })));
    expect(verification.outcome).toBe('holds');
    expect(verification.subject?.name).toBe('mine');
  });
});

describe('logs and times', () => {
  const changed = (made: ReturnType<typeof bundle>, change: (entry: Record<string, unknown>) => void) => {
    const copy = structuredClone(made);
    for (const entry of copy.verificationMaterial.tlogEntries) change(entry);
    return copy;
  };
  test('nothing may have been signed in the future', async () => {
    expect(broken(await verify(bundle(), { now: NOW - 1000 }))).toEqual(['signing-time']);
  });
  test('without a log entry an instance that has logs is not satisfied', async () => {
    const made = bundle({ log: 'v2' });
    made.verificationMaterial.tlogEntries.length = 0;
    expect(broken(await verify(made))).toEqual(['log-inclusion']);
  });
  test('an integrated time that nobody signed is no time', async () => {
    const made = changed(bundle(), (entry) => delete entry['inclusionPromise']);
    expect(broken(await verify(made))).toEqual(['signing-time']);
  });
  test('a promise for another time, index or body does not hold', async () => {
    expect(broken(await verify(changed(bundle(), (entry) => (entry['logIndex'] = '42'))))).toContain(
      'log-promise',
    );
    expect(
      broken(await verify(changed(bundle(), (entry) => (entry['integratedTime'] = String(NOW / 1000 - 1))))),
    ).toContain('log-promise');
  });
  test('a Rekor v2 index that is not the proven one does not hold', async () => {
    expect(
      broken(await verify(changed(bundle({ log: 'v2' }), (entry) => (entry['logIndex'] = '0')))),
    ).toContain('log-inclusion');
  });
  test('the entry of another signature does not hold', async () => {
    const made = bundle();
    const other = bundle();
    made.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
    expect(broken(await verify(made))).toContain('log-entry');
  });
  test('a checkpoint of another tree, or with a signature of another note, does not hold', async () => {
    const other = bundle().verificationMaterial.tlogEntries[0]?.inclusionProof.checkpoint.envelope ?? '';
    const withCheckpoint = (change: (text: string) => string) => {
      const copy = bundle();
      for (const { inclusionProof } of copy.verificationMaterial.tlogEntries)
        inclusionProof.checkpoint.envelope = change(inclusionProof.checkpoint.envelope);
      return copy;
    };
    expect(broken(await verify(withCheckpoint((text) => text)))).toEqual([]);
    // Signed by the log, of the same size: only its root is another.
    expect(broken(await verify(withCheckpoint(() => other)))).toContain('log-inclusion');
    const signatures = other.slice(other.lastIndexOf('\n\n'));
    const mixed = withCheckpoint((text) => text.slice(0, text.lastIndexOf('\n\n')) + signatures);
    expect(broken(await verify(mixed))).toContain('log-inclusion');
  });
  test.each(['v1', 'v2', 'v2-hashedrekord'] as const)(
    'a %s entry for another certificate of the same key does not hold',
    async (log) => {
      const made = bundle({ log });
      made.verificationMaterial.certificate.rawBytes = makeLeaf(KEY).toString('base64');
      expect(broken(await verify(made))).toContain('log-entry');
    },
  );
  test('a timestamp whose time was changed does not hold', async () => {
    const made = bundle({ log: 'v2' });
    for (const item of made.verificationMaterial.timestampVerificationData.rfc3161Timestamps) {
      const text = Buffer.from(item.signedTimestamp, 'base64').toString('latin1');
      expect(text).toContain('20260601120000Z');
      item.signedTimestamp = Buffer.from(
        text.replace('20260601120000Z', '20260601120001Z'),
        'latin1',
      ).toString('base64');
    }
    expect(broken(await verify(made, { now: NOW + 60_000 }))).toEqual(['timestamp', 'signing-time']);
  });
  test('the same entry, or timestamp, twice counts once', async () => {
    const made = bundle({ log: 'v2' });
    made.verificationMaterial.tlogEntries.push(...structuredClone(made.verificationMaterial.tlogEntries));
    expect(broken(await verify(made))).toEqual(['log-inclusion']);
    const stamped = bundle({ log: 'v2' });
    const { rfc3161Timestamps } = stamped.verificationMaterial.timestampVerificationData;
    rfc3161Timestamps.push(...structuredClone(rfc3161Timestamps));
    expect(broken(await verify(stamped))).toEqual(['timestamp']);
  });
  test('a timestamp by a stranger, or over something else, does not hold', async () => {
    const made = bundle({ log: 'v2' });
    const signature = Buffer.from(made.dsseEnvelope.signatures[0]?.sig ?? '', 'base64');
    const withStamp = (stamp: Buffer) => {
      const copy = structuredClone(made);
      copy.verificationMaterial.timestampVerificationData.rfc3161Timestamps = [
        { signedTimestamp: stamp.toString('base64') },
      ];
      return copy;
    };
    expect(broken(await verify(withStamp(makeTimestamp(signature, NOW))))).toEqual([]);
    expect(broken(await verify(withStamp(makeTimestamp(signature, NOW, makeKey('p256')))))).toEqual([
      'timestamp',
      'signing-time',
    ]);
    expect(broken(await verify(withStamp(makeTimestamp(Buffer.from('x'), NOW))))).toEqual([
      'timestamp',
      'signing-time',
    ]);
    expect(
      broken(await verify(withStamp(makeTimestamp(signature, NOW + 3_600_000)), { now: NOW + 7_200_000 })),
    ).toEqual(['certificate-validity']);
  });
  test('an instance without logs asks for none, but for a time', async () => {
    const made = bundle({ log: 'v2', leaf: makeLeaf(KEY, { ctKey: 'none' }) });
    made.verificationMaterial.tlogEntries.length = 0;
    const trust = trustOf({ ...trustedRootJson(), tlogs: [], ctlogs: [] });
    expect(broken(await verify(made, { trust }))).toEqual([]);
    made.verificationMaterial.timestampVerificationData.rfc3161Timestamps.length = 0;
    expect(broken(await verify(made, { trust }))).toEqual(['signing-time']);
  });
});

test('an artifact without a digest is a mistake of the caller', async () => {
  await expect(verify(bundle(), { artifact: { digests: {} } })).rejects.toThrow(RangeError);
  await expect(verify(bundle(), { artifact: { digests: { sha256: 'ABC' } } })).rejects.toThrow(RangeError);
});
