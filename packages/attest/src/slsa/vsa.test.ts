import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../envelope/read.ts';
import { readPublicKey } from '../trust/managed.ts';
import { SUMMARY } from './testing/summary.ts';
import { verifyVsa } from './verify-vsa.ts';
import { makeVsa, signVsa, writeEnvelope } from './vsa.ts';

describe('a verification summary', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = (of = pair) => {
    const read = readPublicKey(of.publicKey.export({ format: 'der', type: 'spki' }));
    if (read.kind === 'invalid') throw new Error(read.problems[0].message);
    return read.value;
  };
  const expected = {
    digest: { algorithm: 'sha256' as const, value: 'ee' },
    key: key(),
    verifierId: SUMMARY.verifierId,
    resourceUri: SUMMARY.resourceUri,
    build: 2,
  };
  const signed = (summary = SUMMARY, encoding?: 'der' | 'ieee-p1363') =>
    signVsa(
      makeVsa([{ name: 'widget-1.2.0.tar.gz', sha256: 'ee' }], summary),
      { privateKey: pair.privateKey, keyid: '' },
      encoding,
    );

  test.each(['der', 'ieee-p1363'] as const)(
    'is made, written, read and verified with a signature as %s',
    (encoding) => {
      const text = writeEnvelope(signed(SUMMARY, encoding));
      const envelope = readEnvelope(new TextEncoder().encode(text));
      if (envelope.kind === 'invalid') throw new Error(envelope.problems[0].message);
      expect(verifyVsa(envelope.value, expected)).toMatchObject({ outcome: 'holds', summary: SUMMARY });
    },
  );

  test.each([
    ['vsa-subject', { digest: { algorithm: 'sha256' as const, value: 'ef' } }],
    ['vsa-verifier', { verifierId: 'https://verifier.example/' }],
    ['vsa-resource', { resourceUri: 'pkg:pypi/widget@1.2.1' }],
    ['vsa-build-level', { build: 3 }],
    ['vsa-source-level', { source: 1 }],
    ['vsa-signature', { key: key(generateKeyPairSync('ec', { namedCurve: 'P-256' })) }],
  ])('fails at %s where that differs', (id, change) => {
    const { outcome, steps, summary } = verifyVsa(signed(), { ...expected, ...change });
    expect(outcome).toBe('does-not-hold');
    expect(summary).toBeUndefined();
    expect(steps.filter((one) => one.outcome === 'does-not-hold').map((one) => one.id)).toEqual([id]);
  });

  test('one that failed, or that claims two levels of a track, is none', () => {
    expect(verifyVsa(signed({ ...SUMMARY, result: 'FAILED' }), expected).outcome).toBe('does-not-hold');
    const two = { ...SUMMARY, levels: ['SLSA_BUILD_LEVEL_2', 'SLSA_BUILD_LEVEL_3'] };
    expect(verifyVsa(signed(two), expected).steps.at(-1)).toMatchObject({
      id: 'vsa-form',
      outcome: 'does-not-hold',
    });
  });

  test('no bit of the payload, its type or the signature can be changed', () => {
    const envelope = signed(SUMMARY, 'ieee-p1363');
    const [first] = envelope.signatures;
    if (first === undefined) throw new Error('no signature');
    const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
      const copy = Uint8Array.from(bytes);
      const at = (bit >> 3) % copy.length;
      copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
      return copy;
    };
    fc.assert(
      fc.property(fc.nat(100_000), (bit) => {
        const payload = { ...envelope, payload: flip(envelope.payload, bit) };
        const signature = { ...envelope, signatures: [{ ...first, signature: flip(first.signature, bit) }] };
        expect(verifyVsa(payload, expected).outcome).toBe('does-not-hold');
        expect(verifyVsa(signature, expected).outcome).toBe('does-not-hold');
      }),
    );
    expect(verifyVsa({ ...envelope, payloadType: 'text/plain' }, expected).outcome).toBe('does-not-hold');
  });
});
