import { generateKeyPairSync, hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { concludeArtifact } from '../evidence/conclude.ts';
import { withPredicate } from '../evidence/predicate.ts';
import { readSignerPolicy } from '../policy/read.ts';
import { PROVENANCE_V1, VSA_PREDICATE } from '../policy/predicates.ts';
import { NOW, PROVENANCE, signer, verification } from '../policy/testing/facts.ts';
import type { Json } from '../json/types.ts';
import { readPublicKey } from '../trust/managed.ts';
import type { Signer } from '../verify/types.ts';
import { DECLARABLE } from './declarable.ts';
import { assessArtifact } from './levels.ts';
import { assessLegacy } from './legacy.ts';
import { assessSource } from './source.ts';
import { assessBuild } from './build.ts';
import { readRulesets } from './rulesets.ts';
import { SUMMARY } from './testing/summary.ts';
import { makeVsa, signVsa, type VerificationSummary } from './vsa.ts';

const COMMIT = '08802efe1f8e5fec4ad842d6b8ce97656092ee72';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
const fingerprint = hash('sha256', spki, 'hex');
const VERIFIER: Signer = { kind: 'key', fingerprint };

const policyOf = (more: object = {}) => {
  const { policy, problems } = readSignerPolicy({
    package: [{ name: 'widget', signer: [{ kind: 'github', repository: 'acme/widget' }], ...more }],
    verifier: [{ id: SUMMARY.verifierId, signer: [{ kind: 'key', fingerprint }] }],
    declared: { hermetic: 'the build farm has no network, audited 2026-05' },
  });
  expect(problems).toEqual([]);
  return policy;
};

const predicateOf = (summary: VerificationSummary): Json =>
  (JSON.parse(makeVsa([{ name: 'x', sha256: 'ee' }], summary).toString()) as { readonly predicate: Json })
    .predicate;

const evidence = (by: Signer, predicateType: string, predicate: Json) =>
  withPredicate(predicateType, { kind: 'dsse' }, verification(by, { predicateType, predicate }));
const built = evidence(signer(), PROVENANCE_V1, PROVENANCE);
const summarised = (more: Partial<VerificationSummary> = {}, by = VERIFIER) =>
  evidence(by, VSA_PREDICATE, predicateOf({ ...SUMMARY, levels: ['SLSA_BUILD_LEVEL_3'], ...more }));

const conclude = (all: readonly ReturnType<typeof evidence>[], policy = policyOf()) =>
  concludeArtifact({ path: 'p', name: 'widget-1.2.0.tar.gz', sha256: 'ee', evidence: all, policy, now: NOW });
const levels = (all: readonly ReturnType<typeof evidence>[], more: object = {}) =>
  assessArtifact(conclude(all), { policy: policyOf(), keys: [], sourceSummaries: [], ...more });

describe('the build level of an artifact', () => {
  test('is what provenance shows, and none without it', () => {
    expect(levels([built]).build.level).toBe(2);
    expect(levels([]).build.level).toBe(0);
  });

  test('is what a believed verifier states, and nobody else', () => {
    expect(levels([built, summarised()]).build.level).toBe(3);
    expect(levels([summarised()]).build.requirements.map(({ verdict }) => verdict)).not.toContain('met');
    const stranger: Signer = { kind: 'key', fingerprint: 'a'.repeat(64) };
    for (const other of [
      summarised({}, stranger),
      summarised({ verifierId: 'https://other.example' }),
      summarised({ resourceUri: 'pkg:pypi/widget@1.2.1' }),
      summarised({ resourceUri: 'pkg:pypi/gadget@1.2.0' }),
      summarised({ result: 'FAILED' }),
    ])
      expect(levels([built, other]).build.level).toBe(2);
  });

  test('what the provenance refutes no summary makes good', () => {
    const own = evidence(signer({ runnerEnvironment: 'self-hosted' }), PROVENANCE_V1, PROVENANCE);
    expect(levels([own, summarised()]).build.level).toBe(1);
  });
});

describe('a policy that asks for a level', () => {
  const outcome = (all: readonly ReturnType<typeof evidence>[], more: object) =>
    conclude(all, policyOf(more)).outcome;

  test('is met by a summary of the verifier that it names', () => {
    expect(outcome([built], { 'build-level': 3 })).toBe('undecided');
    expect(outcome([built, summarised()], { 'build-level': 3 })).toBe('verified');
    expect(outcome([built, summarised({ verifierId: 'https://other.example' })], { 'build-level': 3 })).toBe(
      'undecided',
    );
    expect(outcome([built], { 'source-level': 2 })).toBe('undecided');
    const source = summarised({ levels: ['SLSA_SOURCE_LEVEL_3'] });
    expect(outcome([built, source], { 'source-level': 2 })).toBe('verified');
    expect(outcome([built, source], { 'source-level': 4 })).toBe('undecided');
  });

  test('a summary that says it failed is bad evidence', () => {
    expect(outcome([built, summarised({ result: 'FAILED' })], {})).toBe('invalid');
    expect(outcome([built, evidence(VERIFIER, VSA_PREDICATE, { verifier: {} })], {})).toBe('invalid');
  });
});

describe('the source level', () => {
  const read = readPublicKey(spki);
  const key = read.kind === 'read' ? [read.value] : [];
  const about = (commit: string, resourceUri = 'git+https://github.com/acme/widget') => {
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { gitCommit: commit } }],
      predicateType: VSA_PREDICATE,
      predicate: predicateOf({ ...SUMMARY, resourceUri, levels: ['SLSA_SOURCE_LEVEL_3'] }),
    };
    return signVsa(
      Buffer.from(JSON.stringify(statement)),
      { privateKey: pair.privateKey, keyid: '' },
      'ieee-p1363',
    );
  };

  test('is what a believed verifier states of the very commit', () => {
    const source = (envelope: ReturnType<typeof about>, keys = key) =>
      levels([built], { keys, sourceSummaries: [envelope] }).source.level;
    expect(source(about(COMMIT))).toBe(3);
    expect(source(about('a'.repeat(40)))).toBe(0);
    expect(source(about(COMMIT, 'git+https://github.com/evil/widget'))).toBe(0);
    expect(source(about(COMMIT), [])).toBe(0);
  });

  test('is none by rulesets alone: they show requirements, and no summary', () => {
    const rulesets = readRulesets([
      {
        name: 'main',
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
        rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }],
      },
    ]);
    const { source } = levels([built], { rulesets });
    expect(source.level).toBe(0);
    expect(source.requirements.find(({ id }) => id === 'history')?.verdict).toBe('met');
    expect(source.requirements.find(({ id }) => id === 'source-summary')?.verdict).toBe('not-shown');
  });
});

test('what the policy declares is declared, and only what can be', () => {
  const { legacy } = levels([built]);
  expect(legacy.requirements.find(({ id }) => id === 'hermetic')).toMatchObject({
    verdict: 'declared',
    message: 'the build farm has no network, audited 2026-05',
  });
  const declared = new Map(DECLARABLE.map((id) => [id, 'me']));
  const build = assessBuild({ provenance: undefined, signer: undefined, builders: [] });
  const source = assessSource({ summaries: [], declared });
  const old = assessLegacy({ build, source, provenance: undefined, declared });
  const said = [...source.requirements, ...old.requirements].filter(({ verdict }) => verdict === 'declared');
  for (const id of DECLARABLE) expect(said.map((one) => one.id)).toContain(id);
  for (const id of ['provenance-exists', 'source-summary', 'build-service'])
    expect(readSignerPolicy({ declared: { [id]: 'me' } }).problems).toHaveLength(1);
});
