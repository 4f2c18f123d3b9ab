import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signerIdentity } from '../identity/of-signer.ts';
import { parseExpectation } from './expectation.ts';
import { judgePolicy } from './judge.ts';
import { signerMismatches } from './match.ts';
import { PROVENANCE_V1 } from './predicates.ts';
import { readSignerPolicy } from './read.ts';
import { tagFits } from './template.ts';
import { email, evidence, NOW, PROVENANCE, release, signer, verification } from './testing/facts.ts';
import type { SignerRule } from './types.ts';

const read = (value: unknown) => {
  const { policy, problems } = readSignerPolicy(value);
  expect(problems).toEqual([]);
  return policy;
};
const GITHUB = { kind: 'github', repository: 'acme/widget' };
const policyOf = (rule: object, ...signers: readonly object[]) =>
  read({ package: [{ name: 'widget', signer: signers.length === 0 ? [GITHUB] : signers, ...rule }] });
const judge = (policy: ReturnType<typeof read>, of = evidence(verification()), about = release()) =>
  judgePolicy({ policy, release: about, evidence: of, now: NOW });

describe('a tag and a version', () => {
  test.each([
    ['v{version}', 'v1.2.0', true],
    ['v{version}', 'v1.2', true],
    ['v{version}', 'v01.2.0', true],
    ['v{version}', 'vv1.2.0', false],
    ['v{version}', '1.2.0', false],
    ['v{version}', 'v1.2.0-evil', false],
    ['v{version}', 'v1.2.01', false],
    ['v{version}', 'v', false],
    ['{version}', '1.2.0', true],
    ['{name}-{version}', 'Widget-1.2.0', true],
    ['{name}-v{version}', 'other-v1.2.0', false],
    ['release/{version}/final', 'release/1.2.0/final', true],
    ['release/{version}/final', 'release/1.2.0/finale', false],
    ['stable', 'stable', true],
    ['{other}', '{other}', false],
  ])('%s is made %s of widget 1.2.0: %j', (template, tag, expected) => {
    expect(tagFits(template, tag, release())).toBe(expected);
  });

  test('a release without a version leaves the question open, unless nothing asks for one', () => {
    expect(tagFits('v{version}', 'v1.2.0', { name: 'widget' })).toBeUndefined();
    expect(tagFits('{name}', 'widget', { name: 'widget' })).toBe(true);
  });

  test('hostile tags take no time', () => {
    expect(tagFits('{name}-{version}', '-'.repeat(1024), release())).toBe(false);
    expect(tagFits('{name}-{version}', 'a-'.repeat(100_000), release())).toBe(false);
  });
});

/** TOML has no `undefined`: a member that is taken away is not there. */
const clean = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

describe('who is expected', () => {
  const rule = (more: object = {}): SignerRule => {
    const [first] = policyOf({}, clean({ ...GITHUB, ...more })).packages[0]?.signers ?? [];
    if (first === undefined) throw new Error('no signer');
    return first;
  };
  const mismatches = (one: SignerRule, by = signer()) =>
    signerMismatches(one, signerIdentity(by), release()).map(({ what }) => what);

  test('every fact that is asked for is compared, and each alone is enough to refuse', () => {
    const asked = {
      'repository-id': '772247423',
      'owner-id': '2314423',
      workflow: 'release.yml',
      tag: 'v{version}',
      commit: '08802efe1f8e5fec4ad842d6b8ce97656092ee72',
      environment: 'pypi',
      trigger: ['release', 'workflow_dispatch'],
      runner: 'github-hosted',
      builder: { repository: 'acme/widget', workflow: 'release.yml', ref: 'refs/tags/v1.2.0' },
    };
    expect(mismatches(rule(asked))).toEqual([]);
    const changed: readonly (readonly [object, string])[] = [
      [{ issuer: 'https://token.actions.githubusercontent.com/acme' }, 'issuer'],
      [{ repository: 'acme/widge' }, 'repository'],
      [{ repository: 'acme/widget.' }, 'repository'],
      [{ repository: undefined, owner: 'acm' }, 'owner'],
      [{ 'repository-id': '77224742' }, 'repository id'],
      [{ 'owner-id': '1' }, 'owner id'],
      [{ workflow: 'release.yaml' }, 'workflow'],
      [{ workflow: 'elease.yml' }, 'workflow'],
      [{ tag: 'w{version}' }, 'ref'],
      [{ tag: undefined, branch: 'main' }, 'ref'],
      [{ tag: undefined, ref: 'refs/tags/v1.2' }, 'ref'],
      [{ commit: '18802efe1f8e5fec4ad842d6b8ce97656092ee72' }, 'commit'],
      [{ environment: 'testpypi' }, 'environment'],
      [{ trigger: 'push' }, 'trigger'],
      [{ runner: 'self-hosted' }, 'runner'],
      [{ builder: { repository: 'acme/other', workflow: 'release.yml' } }, 'github builder'],
      [{ builder: { repository: 'acme/widget', workflow: 'rel.yml' } }, 'github builder'],
      [
        { builder: { repository: 'acme/widget', workflow: 'release.yml', ref: 'refs/tags/v1' } },
        'ref of the builder',
      ],
    ];
    for (const [change, what] of changed) expect(mismatches(rule({ ...asked, ...change }))).toEqual([what]);
  });

  test('names of repositories are the same in any ASCII case, and in no other', () => {
    expect(mismatches(rule({ repository: 'ACME/Widget' }))).toEqual([]);
    const kelvin = signer({ sourceRepositoryUri: 'https://github.com/acme/\u212Ait' });
    expect(mismatches(rule({ repository: 'acme/kit' }), kelvin)).toEqual(['repository']);
  });

  test('a rule is no pattern: what would match anything as a regular expression matches itself alone', () => {
    expect(
      readSignerPolicy({ package: [{ name: 'widget', signer: [{ kind: 'github', repository: '.*/.*' }] }] })
        .problems,
    ).not.toEqual([]);
    expect(mismatches(rule({ repository: 'acme/widge.' }))).toEqual(['repository']);
  });

  test('an owner is not the owner of names that begin alike', () => {
    const one = rule();
    const owner = { kind: 'github', issuer: one.kind === 'github' ? one.issuer : '', owner: 'acme' } as const;
    expect(signerMismatches(owner, signerIdentity(signer()), {})).toEqual([]);
    const other = signer({ sourceRepositoryUri: 'https://github.com/acme-evil/widget' });
    expect(signerMismatches(owner, signerIdentity(other), {}).map(({ what }) => what)).toEqual(['owner']);
  });

  test('a path with an @ does not pass for a workflow that is named before it', () => {
    const sly = signer({
      buildConfigUri: 'https://github.com/acme/widget/.github/workflows/release.yml@x.yml@refs/tags/v1.2.0',
    });
    expect(mismatches(rule({ workflow: 'release.yml' }), sly)).toEqual(['workflow']);
  });

  test('what a certificate does not say is not shown, and not met', () => {
    const silent = signer({ deploymentEnvironment: undefined });
    expect(signerMismatches(rule({ environment: 'pypi' }), signerIdentity(silent), release())).toEqual([
      { what: 'environment', expected: 'pypi', found: undefined },
    ]);
    const { kind } = judge(policyOf({}, { ...GITHUB, environment: 'pypi' }), evidence(verification(silent)));
    expect(kind).toBe('undecided');
  });

  test('e-mail addresses count with their issuer', () => {
    const address: SignerRule = {
      kind: 'email',
      address: 'a@b.example',
      issuer: 'https://accounts.google.com',
    };
    const of = (who: string, by: string) => signerMismatches(address, signerIdentity(email(who, by)), {});
    expect(of('a@b.example', 'https://accounts.google.com')).toEqual([]);
    expect(of('a@b.example', 'https://github.com/login/oauth')).toHaveLength(1);
    expect(of('A@b.example', 'https://accounts.google.com')).toHaveLength(1);
  });
});

describe('an expectation on the command line', () => {
  test.each([
    ['github:acme/widget', { kind: 'github', repository: 'acme/widget' }],
    ['github:acme/widget/release.yml', { workflow: '.github/workflows/release.yml' }],
    [
      'github:acme/widget/.github/workflows/a.yml@refs/tags/v1',
      { ref: { kind: 'exact', ref: 'refs/tags/v1' } },
    ],
    [
      'gitlab:group/sub/project//.gitlab-ci.yml',
      { repository: 'group/sub/project', workflow: '.gitlab-ci.yml' },
    ],
    ['google:bot@x.example', { kind: 'email', issuer: 'https://accounts.google.com' }],
    [
      'email:me@x.example@https://github.com/login/oauth',
      { address: 'me@x.example', issuer: 'https://github.com/login/oauth' },
    ],
    ['email:me@x.example@accounts.google.com', { issuer: 'https://accounts.google.com' }],
    [`key:SHA256:${'AB'.repeat(32)}`, { kind: 'key', fingerprint: 'ab'.repeat(32) }],
  ])('%s', (text, expected) => {
    expect(parseExpectation(text)).toMatchObject(expected);
  });

  test.each([
    '',
    'github',
    'github:',
    'github:acme',
    'github:acme/widget@v1',
    'email:me@x.example',
    'key:ab',
    'nobody:x',
    'uri:x',
    'github:a/b c',
  ])('%j is none', (text) => expect(parseExpectation(text)).toBeUndefined());

  test('any text is answered', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseExpectation(`github:${text}`)));
    expect(parseExpectation(`github:${'a/'.repeat(100_000)}`)).toBeUndefined();
  });
});

describe('a policy file', () => {
  test.each([
    [{ packages: [] }, 'verify.packages'],
    [{ package: [{}] }, 'verify.package[1]'],
    [{ package: [{ name: 'a' }] }, 'verify.package[1]'],
    [{ package: [{ name: 'a', signer: [{}] }] }, 'verify.package[1].signer[1]'],
    [{ package: [{ name: 'a', signer: [{ kind: 'github' }] }] }, 'verify.package[1].signer[1]'],
    [{ package: [{ name: 'a', signer: [{ ...GITHUB, email: 'x' }] }] }, 'verify.package[1].signer[1].email'],
    [
      { package: [{ name: 'a', signer: [{ ...GITHUB, address: 'x' }] }] },
      'verify.package[1].signer[1].address',
    ],
    [{ package: [{ name: 'a', signer: [{ ...GITHUB, tag: 'v{v}' }] }] }, 'verify.package[1].signer[1].tag'],
    [
      { package: [{ name: 'a', signer: [{ ...GITHUB, tag: 'v', branch: 'main' }] }] },
      'verify.package[1].signer[1]',
    ],
    [{ package: [{ name: 'a', signer: [GITHUB], mode: 'maybe' }] }, 'verify.package[1].mode'],
    [{ package: [{ name: 'a', signer: [GITHUB], require: ['publishh'] }] }, 'verify.package[1].require'],
    [{ package: [{ name: 'a', signer: [GITHUB], since: 'x' }] }, 'verify.package[1].since'],
    [{ package: [{ name: 'a', signer: [GITHUB], threshold: 0 }] }, 'verify.package[1].threshold'],
    [{ package: [{ name: 'a', signer: [GITHUB], 'build-level': 4 }] }, 'verify.package[1].build-level'],
    [{ expires: '2026-02-30' }, 'verify.expires'],
    [[], 'verify'],
  ])('%j is refused, with its place', (value, at) => {
    expect(readSignerPolicy(value).problems.map((one) => one.at)).toContain(at);
  });

  test('any value is answered', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => void readSignerPolicy({ package: [value], builder: value })),
    );
  });
});

describe('a verdict', () => {
  test('who is expected has signed: met', () => {
    expect(judge(policyOf({ require: ['publish'] })).kind).toBe('met');
  });

  test('a stranger has signed: mismatch, with what differs', () => {
    const stranger = signer({ sourceRepositoryUri: 'https://github.com/evil/widget' });
    const { kind, steps } = judge(policyOf({}), evidence(verification(stranger)));
    expect(kind).toBe('mismatch');
    expect(steps.find(({ id }) => id === 'signer')?.message).toContain(
      'has to be "acme/widget", and is "evil/widget"',
    );
  });

  test('a stranger besides who is expected neither helps nor harms', () => {
    const stranger = signer({ sourceRepositoryUri: 'https://github.com/evil/widget' });
    expect(judge(policyOf({}), evidence(verification(), verification(stranger))).kind).toBe('met');
  });

  test.each(['does-not-hold', 'unjudged'] as const)(
    'evidence whose verification is %s never counts',
    (outcome) => {
      const { kind } = judge(policyOf({}), evidence(verification(signer(), { outcome })));
      expect(kind).toBe(outcome === 'unjudged' ? 'undecided' : 'mismatch');
    },
  );

  test('nothing at hand: no evidence', () => {
    expect(judge(policyOf({}), []).kind).toBe('no-evidence');
  });

  test('nobody said who may sign: nothing is decided', () => {
    expect(judgePolicy({ release: release(), evidence: evidence(verification()), now: NOW }).kind).toBe(
      'nothing-asked',
    );
    expect(judge(policyOf({}), evidence(verification()), release('other')).kind).toBe('nothing-asked');
  });

  test('two have to sign: one signature twice is one', () => {
    const other = email('boss@acme.example', 'https://accounts.google.com');
    const two = policyOf({ threshold: 2 }, GITHUB, { kind: 'google', address: 'boss@acme.example' });
    expect(judge(two, evidence(verification(), verification())).kind).toBe('mismatch');
    expect(judge(two, evidence(verification(), verification(other))).kind).toBe('met');
  });

  test('a role is for its predicates alone', () => {
    const policy = policyOf({ require: ['provenance'] }, { ...GITHUB, for: 'publish' });
    const built = verification(signer(), { predicateType: PROVENANCE_V1, predicate: PROVENANCE });
    expect(judge(policy, evidence(built)).kind).toBe('mismatch');
    expect(judge(policyOf({ require: ['provenance'] }), evidence(built)).kind).toBe('met');
  });

  test('versions before the first that needs evidence are left alone; without a version nothing is decided', () => {
    const policy = policyOf({ since: '1.3' });
    expect(judge(policy, []).kind).toBe('met');
    expect(judge(policy, [], release('widget', '1.3')).kind).toBe('no-evidence');
    expect(judge(policy, [], { name: 'widget' }).kind).toBe('undecided');
  });

  test('a policy that has expired decides nothing', () => {
    const policy = { ...policyOf({}), expires: '2026-11-20' };
    expect(judge(policy).kind).toBe('undecided');
    expect(judge({ ...policy, expires: '2026-11-21' }).kind).toBe('met');
  });

  test('a level that is not shown is never reached', () => {
    const built = verification(signer(), { predicateType: PROVENANCE_V1, predicate: PROVENANCE });
    expect(judge(policyOf({ 'build-level': 2 }), evidence(built)).kind).toBe('met');
    expect(judge(policyOf({ 'build-level': 3 }), evidence(built)).kind).toBe('undecided');
    expect(judge(policyOf({ 'build-level': 1 })).kind).toBe('mismatch');
  });

  test('evidence may be too old', () => {
    expect(judge(policyOf({ 'max-age-days': 10 })).kind).toBe('met');
    expect(judge(policyOf({ 'max-age-days': 9 })).kind).toBe('mismatch');
  });

  test('first use: whoever is recorded has to sign from then on', () => {
    const policy = policyOf({ mode: 'first-use', signer: [] });
    const against = (...recorded: readonly ReturnType<typeof signer>[]) =>
      judgePolicy({
        policy,
        release: release(),
        evidence: evidence(verification()),
        recorded: recorded.map(signerIdentity),
        now: NOW,
      });
    expect(judge(policy).kind).toBe('undecided');
    expect(against(signer()).kind).toBe('met');
    expect(against().kind).toBe('met');
    expect(against(email('a@b.example', 'https://accounts.google.com')).kind).toBe('mismatch');
    const lost = judgePolicy({
      policy,
      release: release(),
      evidence: [],
      recorded: [signerIdentity(signer())],
      now: NOW,
    });
    expect(lost.kind).toBe('no-evidence');
    expect(lost.steps[0]?.message).toContain('no longer signed by');
  });
});
