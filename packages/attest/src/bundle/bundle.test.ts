import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAttestation, readPep740, readProvenance } from '../pep740/read.ts';
import { makeEnvelopeBundle, makeMessageBundle, statementOf } from '../verify/testing/bundle.ts';
import { makeKey } from '../verify/testing/world.ts';
import { readEvidence } from './evidence.ts';
import { readBundle } from './read.ts';
import type { Reading } from './types.ts';

const KEY = makeKey('p256');
const ENVELOPE = makeEnvelopeBundle(statementOf('a-1.tar.gz', '0'.repeat(64)), KEY);

type Loose = { [name: string]: Loose } & { [index: number]: Loose };

/** The bundle after a change, read. */
const changed = (change: (bundle: Loose) => void): Reading<unknown> => {
  const copy = structuredClone(ENVELOPE) as unknown as Loose;
  change(copy);
  return readBundle(Buffer.from(JSON.stringify(copy)));
};
const set = (value: unknown): Loose => value as Loose;
const problemOf = (reading: Reading<unknown>): string =>
  reading.kind === 'read' ? 'read' : `${reading.problems[0].code} ${reading.problems[0].place}`;

const material = (bundle: Loose): Loose => bundle['verificationMaterial'] ?? set({});
const entry = (bundle: Loose): Loose => material(bundle)['tlogEntries']?.[0] ?? set({});

describe('bundles', () => {
  test('of every version are read', () => {
    expect(problemOf(changed(() => undefined))).toBe('read');
    for (const version of ['0.1', '0.2', '0.3'])
      expect(
        problemOf(
          changed(
            (b) => (b['mediaType'] = set(`application/vnd.dev.sigstore.bundle+json;version=${version}`)),
          ),
        ),
      ).toBe('read');
    expect(problemOf(readBundle(Buffer.from(JSON.stringify(makeMessageBundle(Buffer.from('x'), KEY)))))).toBe(
      'read',
    );
  });

  test('members that no version knows are named, and nothing else', () => {
    const reading = changed((b) => {
      b['more'] = set(1);
      entry(b)['extra'] = set('x');
    });
    expect(reading.kind === 'read' && reading.value).toMatchObject({
      unknownMembers: ['/more', '/verificationMaterial/tlogEntries/0/extra'],
    });
  });

  test.each<readonly [string, (bundle: Loose) => void, string]>([
    [
      'another version',
      (b) => (b['mediaType'] = set('application/vnd.dev.sigstore.bundle.v0.4+json')),
      'unsupported /mediaType',
    ],
    [
      'a version with something after it',
      (b) => (b['mediaType'] = set('application/vnd.dev.sigstore.bundle+json;version=0.3x')),
      'unsupported /mediaType',
    ],
    ['both contents', (b) => (b['messageSignature'] = set({ signature: 'AAAA' })), 'missing '],
    ['no content', (b) => delete b['dsseEnvelope'], 'missing '],
    [
      'two signatures',
      (b) => b['dsseEnvelope']?.['signatures'] && (b['dsseEnvelope']['signatures'][1] = set({ sig: 'AAAA' })),
      'bad-value /dsseEnvelope/signatures',
    ],
    [
      'a chain in v0.3',
      (b) => {
        const raw = material(b)['certificate'];
        delete material(b)['certificate'];
        material(b)['x509CertificateChain'] = set({ certificates: [raw] });
      },
      'bad-value /verificationMaterial/x509CertificateChain',
    ],
    [
      'a certificate and a key',
      (b) => (material(b)['publicKey'] = set({ hint: 'x' })),
      'missing /verificationMaterial',
    ],
    [
      'no inclusion proof',
      (b) => delete entry(b)['inclusionProof'],
      'missing /verificationMaterial/tlogEntries/0/inclusionProof',
    ],
    [
      'a negative index',
      (b) => (entry(b)['logIndex'] = set('-1')),
      'bad-number /verificationMaterial/tlogEntries/0/logIndex',
    ],
    [
      'an index beyond 63 bits',
      (b) => (entry(b)['logIndex'] = set('9223372036854775808')),
      'bad-number /verificationMaterial/tlogEntries/0/logIndex',
    ],
    [
      'a fraction',
      (b) => (entry(b)['logIndex'] = set(1.5)),
      'bad-number /verificationMaterial/tlogEntries/0/logIndex',
    ],
    [
      'a body that is no base64',
      (b) => (entry(b)['canonicalizedBody'] = set('****')),
      'bad-base64 /verificationMaterial/tlogEntries/0/canonicalizedBody',
    ],
    [
      'base64 with unused bits',
      (b) => (entry(b)['canonicalizedBody'] = set('AB==')),
      'bad-base64 /verificationMaterial/tlogEntries/0/canonicalizedBody',
    ],
    [
      'base64 without padding',
      (b) => (entry(b)['canonicalizedBody'] = set('AA')),
      'bad-base64 /verificationMaterial/tlogEntries/0/canonicalizedBody',
    ],
    [
      'an array for an object',
      (b) => (b['verificationMaterial'] = set([])),
      'wrong-type /verificationMaterial',
    ],
    [
      'seventeen entries',
      (b) => (material(b)['tlogEntries'] = set(Array(17).fill(entry(b)))),
      'too-many /verificationMaterial/tlogEntries',
    ],
    [
      'sixty-five hashes',
      (b) =>
        entry(b)['inclusionProof'] &&
        (entry(b)['inclusionProof'] = set({ ...entry(b)['inclusionProof'], hashes: Array(65).fill('AAAA') })),
      'too-many /verificationMaterial/tlogEntries/0/inclusionProof/hashes',
    ],
  ])('with %s are refused, with the place', (_, change, expected) => {
    expect(problemOf(changed(change))).toBe(expected);
  });

  test('a v0.1 proof without a checkpoint is passed over: the promise says enough', () => {
    const reading = changed((b) => {
      b['mediaType'] = set('application/vnd.dev.sigstore.bundle+json;version=0.1');
      delete entry(b)['inclusionProof']?.['checkpoint'];
    });
    expect(reading.kind === 'read' && reading.value).toMatchObject({ entries: [{ proof: undefined }] });
  });

  test('a member that is written twice, deep nesting, or a great length is refused', () => {
    const text = JSON.stringify(ENVELOPE);
    expect(
      problemOf(readBundle(Buffer.from(text.replace('{"mediaType"', '{"mediaType":"x","mediaType"')))),
    ).toBe('duplicate-key ');
    expect(
      problemOf(
        readBundle(
          Buffer.from(text.replace('{"mediaType"', `{"x":${'['.repeat(99)}${']'.repeat(99)},"mediaType"`)),
        ),
      ),
    ).toBe('too-deep ');
    expect(problemOf(readBundle(Buffer.alloc(17 * 2 ** 20, 0x20)))).toBe('too-large ');
    expect(problemOf(readBundle(Buffer.of(0xff)))).toBe('not-utf-8 ');
  });

  test('a million entries cost no more than reading the JSON', () => {
    const text = `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"tlogEntries":[${'{},'.repeat(999_999)}{}]}}`;
    const reading = readBundle(Buffer.from(text));
    expect(reading.kind === 'invalid' && reading.problems.length).toBeLessThan(21);
  });
});

describe('evidence', () => {
  test('is told apart by its members', () => {
    const line = JSON.stringify(ENVELOPE);
    const kinds = (text: string) => {
      const reading = readEvidence(Buffer.from(text));
      return reading.kind === 'read'
        ? reading.value.map(({ format }) => format.kind)
        : reading.problems[0].code;
    };
    expect(kinds(line)).toEqual(['sigstore-bundle']);
    expect(kinds(`${line}\n${line}\n`)).toEqual(['sigstore-bundle', 'sigstore-bundle']);
    expect(kinds(JSON.stringify(ENVELOPE.dsseEnvelope))).toEqual(['dsse']);
    expect(kinds(`${line}\n{"payloadType":1}\n`)).toBe('wrong-type');
    expect(kinds(`${line}\r\n${line}\r\n`)).toEqual(['sigstore-bundle', 'sigstore-bundle']);
    expect(kinds(`{}\n{}\n`.repeat(600))).toBe('missing');
    expect(kinds('[]')).toBe('wrong-type');
  });

  test('of any JSON is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const read of [readEvidence, readBundle, readAttestation, readProvenance, readPep740]) {
          const reading: Reading<unknown> = read(Buffer.from(text));
          if (reading.kind === 'invalid') expect(reading.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('PEP 740 objects', () => {
  test.each([
    ['another version', { version: 2, attestation_bundles: [] }, 'unsupported /version'],
    [
      'no version',
      { attestation_bundles: [{ publisher: { kind: 'x' }, attestations: [] }] },
      'missing /version',
    ],
    ['no bundles', { version: 1, attestation_bundles: [] }, 'missing /attestation_bundles'],
    [
      'a publisher without a kind',
      { version: 1, attestation_bundles: [{ publisher: {}, attestations: [] }] },
      'missing /attestation_bundles/0/publisher/kind',
    ],
  ])('provenance with %s is refused', (_, value, expected) => {
    expect(problemOf(readProvenance(Buffer.from(JSON.stringify(value))))).toBe(expected);
  });

  test('an attestation without log entries is refused', () => {
    const value = {
      version: 1,
      verification_material: { certificate: 'AAAA', transparency_entries: [] },
      envelope: { statement: 'AAAA', signature: 'AAAA' },
    };
    expect(problemOf(readAttestation(Buffer.from(JSON.stringify(value))))).toBe(
      'missing /verification_material/transparency_entries',
    );
  });
});
