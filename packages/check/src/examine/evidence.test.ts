import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EVIDENCE_SUFFIXES, readSignerPolicy } from '@custody/attest';
import type { RuleId } from '@custody/findings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasEvidence, SUFFIXES } from '../discover/evidence.ts';
import { examine } from './examine.ts';
import type { Signers } from './task.ts';

const NOW = Date.UTC(2026, 10, 21);
const NAME = 'pypi_attestations-0.0.19.tar.gz';
const data =
  process.env['CUSTODY_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const at = (name: string): string => join(data, 'pep740', name);
const present = existsSync(at(`${NAME}.slsa.attestation`));
if (!present) process.stderr.write('skipped: real attestations are not at hand (CUSTODY_TEST_DATA)\n');

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'custody-evidence-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const look = async (signers: Signers | undefined, name = NAME) => {
  const only: readonly RuleId[] = [
    'attest/evidence-form',
    'attest/evidence-holds',
    'attest/evidence-present',
    'attest/signer-expected',
  ];
  const { subject, judged, findings, unknowns } = await examine(
    {
      target: { kind: 'sdist', path: join(directory, name), size: 1 },
      only,
      ...(signers === undefined ? {} : { signers }),
    },
    { progress: () => undefined, signal: new AbortController().signal },
  );
  return {
    facts: subject.facts ?? [],
    judged: judged.filter((id) => id.startsWith('attest/')),
    results: [...findings, ...unknowns].map(({ rule }) => rule.id).filter((id) => id.startsWith('attest/')),
  };
};
const signersOf = (repository: string, name = '*'): Signers => {
  const { policy, problems } = readSignerPolicy({
    package: [{ name, signer: [{ kind: 'github', repository }] }],
  });
  expect(problems).toEqual([]);
  return { policy, now: NOW };
};

test('the suffixes that are looked for are those that are verified', () => {
  expect(SUFFIXES).toEqual([...EVIDENCE_SUFFIXES]);
});

test('evidence that cannot be looked at is there', () => {
  const artifact = join(directory, 'a.whl');
  expect(hasEvidence(artifact)).toBe(false);
  mkdirSync(`${artifact}.sigstore`);
  expect(hasEvidence(artifact)).toBe(true);
});

describe('no evidence beside an artifact', () => {
  beforeEach(() => writeFileSync(join(directory, NAME), 'x'));

  test('and nobody asks: no rule is judged', async () => {
    expect(await look({ now: NOW })).toEqual({ facts: [], judged: [], results: [] });
    expect((await look(signersOf('a/b', 'another'))).judged).toEqual([]);
  });

  test('and the policy asks for some: a finding', async () => {
    expect((await look(signersOf('a/b'))).results).toEqual(['attest/evidence-present']);
  });
});

describe.skipIf(!present)('evidence beside an artifact', () => {
  beforeEach(() => {
    for (const suffix of ['', '.publish.attestation', '.slsa.attestation'])
      copyFileSync(at(`${NAME}${suffix}`), join(directory, `${NAME}${suffix}`));
  });

  test('without a policy: who signed is shown, and nothing is decided', async () => {
    const { facts, results } = await look({ now: NOW });
    expect(results).toEqual(['attest/signer-expected']);
    expect(facts.join('\n')).toContain('provenance: github trailofbits/pypi-attestations');
  });

  test('by who may sign: every rule holds', async () => {
    const { judged, results } = await look(signersOf('trailofbits/pypi-attestations'));
    expect(judged).toHaveLength(4);
    expect(results).toEqual([]);
  });

  test('by a stranger: a finding', async () => {
    expect((await look(signersOf('evil/pypi-attestations'))).results).toEqual(['attest/signer-expected']);
  });

  test('about other bytes: a finding, and nobody is shown to have signed', async () => {
    writeFileSync(join(directory, NAME), 'other');
    const { facts, results } = await look(signersOf('trailofbits/pypi-attestations'));
    expect(results).toContain('attest/evidence-holds');
    expect(facts.join('\n')).not.toContain('github');
  });

  test('that is no evidence: a finding at the file', async () => {
    writeFileSync(join(directory, `${NAME}.sigstore.json`), '{');
    expect((await look(signersOf('trailofbits/pypi-attestations'))).results).toEqual([
      'attest/evidence-form',
    ]);
  });
});
