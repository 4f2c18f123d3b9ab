import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readSignerPolicy } from '../policy/read.ts';
import { PROVENANCE_V1 } from '../policy/predicates.ts';
import { email, NOW, PROVENANCE, signer, verification } from '../policy/testing/facts.ts';
import { judgeArtifact } from '../rules/judge.ts';
import { embeddedTrustRoot } from '../trust/embedded.ts';
import type { Verification } from '../verify/types.ts';
import { concludeArtifact } from './conclude.ts';
import { examineEvidence } from './examine.ts';
import { withPredicate } from './predicate.ts';
import { EVIDENCE_SUFFIXES, findEvidence, isEvidenceName } from './find.ts';
import type { ExaminedEvidence } from './types.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-evidence-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const verified = (of: Verification): ExaminedEvidence => ({
  kind: 'verified',
  place: 'widget-1.2.0.tar.gz.publish.attestation',
  format: { kind: 'pep740' },
  verification: of,
});
const { policy } = readSignerPolicy({
  package: [{ name: 'widget', signer: [{ kind: 'github', repository: 'acme/widget' }] }],
});
const conclude = (evidence: readonly ExaminedEvidence[], more: object = { policy }) =>
  concludeArtifact({
    path: 'dist/widget-1.2.0.tar.gz',
    name: 'widget-1.2.0.tar.gz',
    sha256: 'aa',
    evidence,
    now: NOW,
    ...more,
  });

describe('evidence beside a file', () => {
  test('is found by every suffix, and nothing else is', () => {
    const artifact = join(directory, 'a-1.0.tar.gz');
    for (const suffix of [...EVIDENCE_SUFFIXES, '.txt', 'x.asc']) writeFileSync(`${artifact}${suffix}`, '{}');
    const found = findEvidence(artifact);
    expect(found.map(({ path }) => path.slice(artifact.length))).toEqual([...EVIDENCE_SUFFIXES]);
    expect(found.map(({ kind }) => kind).slice(-3)).toEqual(['signed', 'pgp', 'pgp']);
    expect(findEvidence(join('elsewhere', 'a-1.0.tar.gz'), directory)).toHaveLength(EVIDENCE_SUFFIXES.length);
    expect(isEvidenceName('a-1.0.tar.gz.sigstore.json')).toBe(true);
    expect(isEvidenceName('a-1.0.tar.gz')).toBe(false);
  });

  test('that cannot be read is not absent', () => {
    const artifact = join(directory, 'b-1.0.tar.gz');
    mkdirSync(`${artifact}.sigstore`);
    expect(findEvidence(artifact)).toMatchObject([{ kind: 'unreadable' }]);
    expect(findEvidence(join(directory, 'c-1.0.tar.gz'))).toEqual([]);
  });
});

describe('provenance whose signature is good', () => {
  const outcome = (by = signer(), predicate = PROVENANCE) => {
    const one = withPredicate(
      'p',
      { kind: 'pep740' },
      verification(by, { predicateType: PROVENANCE_V1, predicate }),
    );
    return one.kind === 'verified' ? one.verification.outcome : one.kind;
  };

  test('and that is about another build than its certificate, or is none, does not hold', () => {
    expect(outcome()).toBe('holds');
    expect(outcome(signer({ sourceRepositoryDigest: 'f'.repeat(40) }))).toBe('does-not-hold');
    expect(outcome(signer(), {})).toBe('does-not-hold');
  });
});

describe('how an artifact stands', () => {
  test('signed by who is expected: verified', () => {
    expect(conclude([verified(verification())])).toMatchObject({ outcome: 'verified', failed: false });
  });

  test('bad evidence beside good: invalid', () => {
    const bad = verified(verification(signer(), { outcome: 'does-not-hold' }));
    expect(conclude([verified(verification()), bad])).toMatchObject({ outcome: 'invalid', failed: true });
    const malformed: ExaminedEvidence = {
      kind: 'malformed',
      place: 'x',
      problems: [{ code: 'syntax', place: '', message: 'm', clause: 'c' }],
    };
    expect(conclude([verified(verification()), malformed])).toMatchObject({
      outcome: 'invalid',
      failed: true,
    });
  });

  test('signed by a stranger: policy mismatch', () => {
    const stranger = verified(verification(email('a@b.example', 'https://accounts.google.com')));
    expect(conclude([stranger])).toMatchObject({ outcome: 'policy-mismatch', failed: true });
  });

  test('nothing there: no attestation, which fails only where one is asked for', () => {
    expect(conclude([])).toMatchObject({ outcome: 'no-attestation', failed: true });
    expect(conclude([], {})).toMatchObject({ outcome: 'no-attestation', failed: false });
  });

  test('nobody said who may sign, or a file could not be read: undecided', () => {
    expect(conclude([verified(verification())], {})).toMatchObject({ outcome: 'undecided', failed: false });
    const unread: ExaminedEvidence = { kind: 'unreadable', place: 'x', reason: 'r' };
    expect(conclude([verified(verification()), unread])).toMatchObject({
      outcome: 'undecided',
      failed: false,
    });
  });

  test('a policy that warns fails nothing', () => {
    const warn = readSignerPolicy({
      package: [{ name: 'widget', mode: 'warn', signer: [{ kind: 'github', repository: 'acme/other' }] }],
    }).policy;
    expect(conclude([verified(verification())], { policy: warn })).toMatchObject({
      outcome: 'policy-mismatch',
      failed: false,
    });
  });

  test('in the terms of rules: each outcome is a finding or an unknown of its own rule', () => {
    const results = (evidence: readonly ExaminedEvidence[], more?: object) =>
      judgeArtifact(conclude(evidence, more)).flatMap(({ findings, unknowns }) => [
        ...findings.map(({ rule }) => `finding ${rule.id}`),
        ...unknowns.map(({ rule }) => `unknown ${rule.id}`),
      ]);
    expect(results([verified(verification())])).toEqual([]);
    expect(results([verified(verification())], {})).toEqual(['unknown attest/signer-expected']);
    expect(results([])).toEqual(['finding attest/evidence-present']);
    const failing = {
      ...verification(),
      outcome: 'does-not-hold' as const,
      steps: [{ id: 'signature', outcome: 'does-not-hold' as const, message: 'm', clause: 'c' }],
    };
    expect(results([verified(failing)])).toContain('finding attest/evidence-holds');
  });

  test('whoever could not be verified may be the one that is asked for: open, and why', () => {
    const open = { ...verification(), outcome: 'unjudged' as const, signer: undefined };
    const unknowns = judgeArtifact(conclude([verified(open)])).flatMap((one) => one.unknowns);
    expect(unknowns.map(({ reason }) => reason)).toEqual([
      'as far as the evidence could be verified: 0 of 1 expected signer has signed',
    ]);
  });
});

const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const at = (name: string): string => join(data, 'pep740', name);
const present = existsSync(at('pypi_attestations-0.0.19.tar.gz.slsa.attestation'));
if (!present) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

describe.skipIf(!present)('real provenance', () => {
  const name = 'pypi_attestations-0.0.19.tar.gz';
  const facts = () => ({
    name,
    digests: {
      sha256: createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex'),
    },
  });
  const context = { trust: embeddedTrustRoot(), keys: [], now: NOW };
  const examine = (bytes: Uint8Array) =>
    examineEvidence({ kind: 'signed', path: 'e', bytes }, facts(), context);

  test('agrees with its certificate in everything that both say', async () => {
    const [one] = await examine(readFileSync(at(`${name}.slsa.attestation`)));
    if (one?.kind !== 'verified') throw new Error('not verified');
    expect(one.verification.outcome).toBe('holds');
    expect(
      one.verification.steps.filter(({ id }) => id.startsWith('provenance-')).map(({ outcome }) => outcome),
    ).toEqual(Array(8).fill('holds'));
    expect(one.provenance?.source.ref).toBe('refs/tags/v0.0.19');
  });

  test('of several pieces in one file only what is about the artifact is judged', async () => {
    const line = (file: string): string => JSON.stringify(JSON.parse(readFileSync(at(file), 'utf8')));
    const lines = `${line(`${name}.publish.attestation`)}\n${line('gitlab_oidc_project-0.0.3.tar.gz.publish.attestation')}\n`;
    const examined = await examine(Buffer.from(lines));
    expect(examined).toHaveLength(1);
    expect(examined[0]).toMatchObject({ kind: 'verified', verification: { outcome: 'holds' } });
    const other = await examine(Buffer.from(line('gitlab_oidc_project-0.0.3.tar.gz.publish.attestation')));
    expect(other[0]).toMatchObject({ kind: 'verified', verification: { outcome: 'does-not-hold' } });
  });

  test('bad data is malformed, not bad', async () => {
    expect(await examine(Buffer.from('{"a":'))).toMatchObject([{ kind: 'malformed' }]);
  });
});
