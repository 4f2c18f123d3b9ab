import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json/types.ts';
import { PROVENANCE_V02, PROVENANCE_V1 } from '../policy/predicates.ts';
import { readSignerPolicy } from '../policy/read.ts';
import { PROVENANCE, signer } from '../policy/testing/facts.ts';
import type { Statement } from '../statement/types.ts';
import { judgeAgreement } from './agree.ts';
import { assessBuild } from './build.ts';
import { assessLegacy } from './legacy.ts';
import { readBuildProvenance } from './provenance.ts';
import { readRulesets } from './rulesets.ts';
import { assessSource } from './source.ts';
import type { BuildProvenance } from './types.ts';
import { SUMMARY } from './testing/summary.ts';

const statement = (predicate: Json, predicateType = PROVENANCE_V1): Statement => ({
  version: '1',
  subjects: [],
  predicateType,
  predicate,
});
const provenance = (predicate: Json = PROVENANCE, type?: string): BuildProvenance => {
  const reading = readBuildProvenance(statement(predicate, type));
  if (reading.kind === 'invalid') throw new Error(reading.problems[0].message);
  return reading.value;
};

const GENERATOR =
  'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@refs/tags/v2.1.0';
const V02: Json = {
  builder: { id: GENERATOR },
  buildType: 'https://github.com/slsa-framework/slsa-github-generator/generic@v1',
  invocation: {
    configSource: {
      uri: 'git+https://github.com/acme/widget@refs/tags/v1.2.0',
      digest: { sha1: '08802efe1f8e5fec4ad842d6b8ce97656092ee72' },
      entryPoint: '.github/workflows/release.yml',
    },
    parameters: {},
  },
  metadata: { buildInvocationId: '1-1', completeness: { parameters: true }, reproducible: false },
  materials: [{ uri: 'git+https://github.com/acme/widget@refs/tags/v1.2.0', digest: { sha1: '08' } }],
};

describe('build provenance', () => {
  test('v1 and v0.2 name the same source', () => {
    const source = {
      repository: 'https://github.com/acme/widget',
      ref: 'refs/tags/v1.2.0',
      commit: '08802efe1f8e5fec4ad842d6b8ce97656092ee72',
      path: '.github/workflows/release.yml',
    };
    expect(provenance().source).toEqual(source);
    expect(provenance(V02, PROVENANCE_V02).source).toEqual(source);
  });

  test.each([
    [{}, '/predicate/buildDefinition'],
    [
      { buildDefinition: { buildType: 1, externalParameters: {} }, runDetails: { builder: { id: 'x' } } },
      '/predicate/buildDefinition/buildType',
    ],
    [
      { buildDefinition: { buildType: 'x', externalParameters: [] }, runDetails: { builder: { id: 'x' } } },
      '/predicate/buildDefinition/externalParameters',
    ],
    [
      { buildDefinition: { buildType: 'x', externalParameters: {} }, runDetails: { builder: {} } },
      '/predicate/runDetails/builder/id',
    ],
    [null, '/predicate'],
  ])('%j is refused at %s', (predicate, place) => {
    const reading = readBuildProvenance(statement(predicate));
    expect(reading.kind === 'invalid' ? reading.problems.map((one) => one.place) : []).toContain(place);
  });

  test('any JSON is answered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const predicate = value as Json;
        void readBuildProvenance(statement(predicate));
        void readBuildProvenance(
          statement({ builder: { id: 'x' }, buildType: 'y', invocation: predicate }, PROVENANCE_V02),
        );
        void readRulesets(predicate);
      }),
    );
  });
});

describe('provenance and certificate', () => {
  const failing = (by = signer(), of = provenance()) =>
    judgeAgreement(of, by).flatMap(({ id, outcome }) => (outcome === 'does-not-hold' ? [id] : []));

  test('agree about the same run', () => {
    expect(judgeAgreement(provenance(), signer()).map(({ outcome }) => outcome)).toEqual(
      Array(8).fill('holds'),
    );
  });

  test.each([
    [{ sourceRepositoryUri: 'https://github.com/acme/other' }, 'provenance-repository'],
    [{ sourceRepositoryDigest: '18802efe1f8e5fec4ad842d6b8ce97656092ee72' }, 'provenance-commit'],
    [{ sourceRepositoryRef: 'refs/heads/main' }, 'provenance-ref'],
    [
      { buildConfigUri: 'https://github.com/acme/widget/.github/workflows/x.yml@refs/tags/v1.2.0' },
      'provenance-workflow',
    ],
    [{ sourceRepositoryId: '1' }, 'provenance-repository-id'],
    [{ buildTrigger: 'push' }, 'provenance-trigger'],
    [{ runInvocationUri: 'https://github.com/acme/widget/actions/runs/1/attempts/1' }, 'provenance-run'],
    [
      { buildSignerUri: 'https://github.com/acme/widget/.github/workflows/y.yml@refs/tags/v1.2.0' },
      'provenance-builder',
    ],
  ])('differ: %j', (claims, id) => {
    expect(failing(signer(claims))).toContain(id);
  });

  test('a runner that says where it ran is held against the certificate', () => {
    const of = { ...provenance(), builderId: 'https://github.com/actions/runner/github-hosted' };
    expect(failing(signer(), of)).toEqual([]);
    expect(failing(signer({ runnerEnvironment: 'self-hosted' }), of)).toEqual(['provenance-builder']);
  });
});

describe('build levels', () => {
  const level = (
    of: BuildProvenance | undefined,
    by = signer(),
    builders = readSignerPolicy({}).policy.builders,
  ) => assessBuild({ provenance: of, signer: by, builders });

  test('a hosted workflow that signs its own provenance is at 2, and 3 is not shown', () => {
    const { level: reached, requirements } = level(provenance());
    expect(reached).toBe(2);
    expect(requirements.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'provenance-exists met',
      'consistent-process met',
      'distribute-provenance met',
      'provenance-authentic met',
      'hosted met',
      'provenance-unforgeable not-shown',
      'isolated not-shown',
    ]);
  });

  test('no provenance, no level: a publish attestation is none', () =>
    expect(level(undefined).level).toBe(0));

  test('nobody proven to have signed: 1', () =>
    expect(assessBuild({ provenance: provenance(), signer: undefined, builders: [] }).level).toBe(1));

  test('a runner of their own is not hosted', () =>
    expect(level(provenance(), signer({ runnerEnvironment: 'self-hosted' })).level).toBe(1));

  test('provenance about another commit is not authentic', () =>
    expect(level(provenance(), signer({ sourceRepositoryDigest: '1' })).level).toBe(1));

  test('an isolated generator is at 3 where it signed itself, and not where only its name is written', () => {
    const of = provenance(V02, PROVENANCE_V02);
    expect(level(of, signer({ buildSignerUri: GENERATOR })).level).toBe(3);
    expect(level(of).level).toBe(1);
    const branch = GENERATOR.replace('refs/tags/v2.1.0', 'refs/heads/main');
    expect(level({ ...of, builderId: branch }, signer({ buildSignerUri: branch })).level).toBe(2);
  });

  test('a builder that the policy believes in is declared, for its own signer alone', () => {
    const id = provenance().builderId;
    const { policy, problems } = readSignerPolicy({
      builder: [{ id, level: 3, signer: [{ kind: 'github', repository: 'acme/widget' }] }],
    });
    expect(problems).toEqual([]);
    expect(level(provenance(), signer(), policy.builders).level).toBe(3);
    const other = signer({ sourceRepositoryUri: 'https://github.com/evil/widget' });
    expect(level(provenance(), other, policy.builders).level).toBeLessThan(3);
  });
});

const RULES: Json = [
  {
    name: 'main',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    bypass_actors: [],
    rules: [
      { type: 'deletion' },
      { type: 'non_fast_forward' },
      {
        type: 'pull_request',
        parameters: {
          required_approving_review_count: 1,
          dismiss_stale_reviews_on_push: true,
          require_last_push_approval: true,
        },
      },
    ],
  },
  {
    name: 'tags',
    target: 'tag',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
    rules: [{ type: 'deletion' }, { type: 'update' }],
  },
];

describe('source levels', () => {
  const base = {
    commit: 'ab',
    repository: 'https://github.com/acme/widget',
    declared: new Map<string, string>(),
  };
  const verdict = (id: string, rules: Json = RULES) =>
    assessSource({ ...base, summaries: [], rulesets: readRulesets(rules) }).requirements.find(
      (one) => one.id === id,
    )?.verdict;

  test('without a summary about the source there is no level, whatever the rules say', () => {
    const { level, requirements } = assessSource({ ...base, summaries: [], rulesets: readRulesets(RULES) });
    expect(level).toBe(0);
    expect(requirements.filter((one) => one.verdict === 'met').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['history', 'protected-refs', 'two-party-review']),
    );
  });

  test('a summary gives its level, unless the rules refute it', () => {
    const summaries = [{ ...SUMMARY, levels: ['SLSA_SOURCE_LEVEL_4'] }];
    expect(assessSource({ ...base, summaries }).level).toBe(4);
    const weak = readRulesets([]);
    expect(assessSource({ ...base, summaries, rulesets: weak }).level).toBe(1);
  });

  test('rules that somebody may pass by, that are not active, or that leave refs out count for nothing', () => {
    const text = JSON.stringify(RULES);
    const changed = (from: string, to: string): Json => JSON.parse(text.replaceAll(from, to)) as Json;
    expect(
      verdict('two-party-review', changed('"bypass_actors":[]', '"bypass_actors":[{"actor_id":1}]')),
    ).toBe('not-met');
    expect(verdict('history', changed('"active"', '"evaluate"'))).toBe('not-met');
    expect(verdict('history', changed('"exclude":[]', '"exclude":["refs/heads/x"]'))).toBe('not-met');
    expect(
      verdict(
        'two-party-review',
        changed('"require_last_push_approval":true', '"require_last_push_approval":false'),
      ),
    ).toBe('not-met');
  });
});

describe('the older levels', () => {
  test('are what the newer tracks show, and nothing that is not shown', () => {
    const build = assessBuild({ provenance: provenance(), signer: signer(), builders: [] });
    const source = assessSource({ commit: 'ab', repository: 'x', summaries: [], declared: new Map() });
    const { level, requirements } = assessLegacy({
      build,
      source,
      provenance: provenance(),
      declared: new Map(),
    });
    expect(level).toBe(2);
    expect(requirements).toHaveLength(20);
    expect(requirements.find(({ id }) => id === 'hermetic')?.verdict).toBe('not-shown');
    expect(requirements.find(({ id }) => id === 'parameterless')?.verdict).toBe('met');
  });
});
