import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEvidence } from '../bundle/evidence.ts';
import { makeEnvelopeBundle, statementOf } from './testing/bundle.ts';
import { extension } from './testing/certificate.ts';
import { makeLeaf } from './testing/leaf.ts';
import { makeKey, NOW, trustedRootJson, trustOf } from './testing/world.ts';
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
  { artifact = ARTIFACT }: { artifact?: ArtifactFacts } = {},
): Promise<Verification> => {
  const reading = readEvidence(Buffer.from(JSON.stringify(document)));
  if (reading.kind === 'invalid') throw new Error(reading.problems[0].message);
  const [evidence] = reading.value;
  if (evidence === undefined) throw new Error('no evidence');
  return verifyEvidence({ artifact, evidence, trust: TRUST, now: NOW + 1000 });
};

/** Ids of the steps that do not hold, or are not judged. */
const broken = ({ steps }: Verification): readonly string[] => [
  ...new Set(steps.filter(({ outcome }) => outcome !== 'holds').map(({ id }) => id)),
];

describe('PEP 740', () => {
  const attestation = (statement: object, leaf = makeLeaf(KEY)) => {
    const { verificationMaterial, dsseEnvelope } = makeEnvelopeBundle(statement, KEY, { leaf });
    return {
      version: 1,
      verification_material: {
        certificate: verificationMaterial.certificate.rawBytes,
        transparency_entries: verificationMaterial.tlogEntries,
      },
      envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]?.sig },
    };
  };
  test('an attestation in order verifies; base64 with line breaks does too', async () => {
    const made = attestation(statementOf(NAME, SHA256));
    expect(broken(await verify(made))).toEqual([]);
    const { certificate } = made.verification_material;
    const wrapped = certificate.replaceAll(/.{76}/g, '$&\n');
    expect(
      broken(
        await verify({
          ...made,
          verification_material: { ...made.verification_material, certificate: wrapped },
        }),
      ),
    ).toEqual([]);
  });
  test('names are compared by their components', async () => {
    const artifact = {
      ...ARTIFACT,
      name: 'Foo.Bar-1.0-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    };
    const same = statementOf(
      'foo_bar-1.0.0-cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      SHA256,
    );
    expect(broken(await verify(attestation(same), { artifact }))).toEqual([]);
    const other = statementOf('foo_bar-1.0-cp310-cp310-manylinux2014_x86_64.whl', SHA256);
    expect(broken(await verify(attestation(other), { artifact }))).toEqual(['subject-name']);
  });
  test.each([
    [
      'two subjects',
      { subject: [1, 2].map(() => ({ name: NAME, digest: { sha256: SHA256 } })) },
      ['subject-count'],
    ],
    [
      'no SHA-256',
      { subject: [{ name: NAME, digest: { sha512: hash('sha512', BYTES, 'hex') } }] },
      ['subject-count', 'subject-digest'],
    ],
    [
      'a name that is no distribution',
      { subject: [{ name: 'a.txt', digest: { sha256: SHA256 } }] },
      ['subject-name'],
    ],
    [
      'another version',
      { subject: [{ name: NAME.replace('1.0', '1.1'), digest: { sha256: SHA256 } }] },
      ['subject-name'],
    ],
    ['another predicate', { predicateType: 'https://example.org/p' }, ['predicate-type']],
    ['a publish predicate that says something', { predicate: { a: 1 } }, ['predicate-type']],
    ['a v0.1 statement', { _type: 'https://in-toto.io/Statement/v0.1' }, ['subject-count']],
  ])('%s is refused', async (_, more, expected) => {
    expect(broken(await verify(attestation(statementOf(NAME, SHA256, more))))).toEqual(expected);
  });

  describe('publishers that an index names', () => {
    const more = (environment?: string) => [
      extension.claim(12, 'https://github.com/acme/widget'),
      extension.claim(18, 'https://github.com/acme/widget/.github/workflows/release.yml@refs/tags/v1.0'),
      ...(environment === undefined ? [] : [extension.claim(23, environment)]),
    ];
    const provenance = (publisher: object, environment?: string) => ({
      version: 1,
      attestation_bundles: [
        {
          publisher,
          attestations: [attestation(statementOf(NAME, SHA256), makeLeaf(KEY, { more: more(environment) }))],
        },
      ],
    });
    const github = { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: null };

    test.each<readonly [string, object, string | undefined, readonly string[]]>([
      ['the one of the certificate', github, undefined, []],
      ['its repository in another case', { ...github, repository: 'Acme/Widget' }, undefined, []],
      ['the environment of the certificate', { ...github, environment: 'pypi' }, 'pypi', []],
      ['another repository', { ...github, repository: 'acme/widge' }, undefined, ['publisher']],
      ['another workflow', { ...github, workflow: 'elease.yml' }, undefined, ['publisher']],
      ['another environment', { ...github, environment: 'pypi' }, 'test', ['publisher']],
      ['no repository', { kind: 'GitHub' }, undefined, ['publisher']],
      [
        'another forge',
        { kind: 'GitLab', repository: 'acme/widget', workflow_filepath: 'release.yml' },
        undefined,
        ['publisher'],
      ],
      ['a person', { kind: 'Google', email: 'a@b.example' }, undefined, ['publisher']],
    ])('%s', async (_, publisher, environment, expected) => {
      expect(broken(await verify(provenance(publisher, environment)))).toEqual(expected);
    });

    test('an environment that the certificate does not show is told, and not believed', async () => {
      const verification = await verify(provenance({ ...github, environment: 'pypi' }));
      expect(verification.outcome).toBe('holds');
      expect(verification.steps.filter(({ outcome }) => outcome !== 'holds')).toMatchObject([
        { id: 'publisher-claims', outcome: 'unjudged', required: false },
      ]);
    });

    test('a publisher of an unknown kind leaves it undecided', async () => {
      expect((await verify(provenance({ kind: 'Carrier pigeon' }))).outcome).toBe('unjudged');
    });
  });
});
