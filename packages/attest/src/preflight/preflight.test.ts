import { describe, expect, test } from 'vitest';
import { preflight, type PreflightInput } from './preflight.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'sigstore',
  exp: now / 1000 + 300,
  repository: 'acme/widget',
  workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/v1',
  job_workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/v1',
  environment: 'pypi',
  runner_environment: 'github-hosted',
};
const good: PreflightInput = {
  claims,
  platform: 'github',
  publisher: { repository: 'acme/widget', workflow: 'release.yml', environment: 'pypi' },
  files: ['widget-1.0-py3-none-any.whl'],
  log: 1,
  now,
};
const refused = (input: PreflightInput) =>
  preflight(input).flatMap(({ id, outcome, remedy }) =>
    outcome === 'holds' ? [] : [[id, outcome, remedy !== undefined]],
  );

describe('before signing', () => {
  test('a good job holds in everything', () => {
    expect(refused(good)).toEqual([]);
    expect(preflight(good).every(({ remedy }) => remedy === undefined)).toBe(true);
  });

  const no = 'does-not-hold';
  test.each<[string, Partial<PreflightInput>, string, string?]>([
    ['no permission', { claims: undefined }, 'identity-token'],
    ['a token for the upload', { claims: { ...claims, aud: 'pypi' } }, 'identity-token'],
    ['an old token', { claims: { ...claims, exp: now / 1000 - 1 } }, 'identity-token'],
    ['an issuer of nobody', { claims: { ...claims, iss: 'https://id.example' } }, 'issuer'],
    [
      'a reusable workflow',
      { claims: { ...claims, job_workflow_ref: 'acme/shared/.github/workflows/publish.yml@v2' } },
      'reusable-workflow',
    ],
    ['no workflow', { claims: { ...claims, job_workflow_ref: '' } }, 'reusable-workflow', 'unjudged'],
    ['another repository', { publisher: { repository: 'acme/widge' } }, 'repository'],
    ['another workflow', { publisher: { workflow: 'ci.yml' } }, 'workflow'],
    ['another environment', { publisher: { environment: 'release' } }, 'environment'],
    [
      'a runner of their own',
      { claims: { ...claims, runner_environment: 'self-hosted' } },
      'runner',
      'unjudged',
    ],
    ['a file that is no distribution', { files: ['widget.zip.txt'] }, 'subject-name'],
    ['a log that tells no time', { log: 2 }, 'log-version'],
  ])('%s is told, with what to do', (_, change, id, outcome = no) => {
    expect(refused({ ...good, ...change })).toEqual([[id, outcome, true]]);
  });

  test('each platform hears its own remedy', () => {
    const said = (platform: PreflightInput['platform']) =>
      preflight({ ...good, claims: undefined, platform })[0]?.remedy;
    expect(said('github')).toContain('id-token: write');
    expect(said('gitlab')).toContain('id_tokens');
    expect(said('other')).toContain('SIGSTORE_ID_TOKEN');
  });

  test('a ref in the workflow is no difference', () => {
    expect(
      refused({
        ...good,
        claims: {
          ...claims,
          job_workflow_ref: claims.job_workflow_ref.replace('refs/tags/v1', 'a'.repeat(40)),
        },
      }),
    ).toEqual([]);
  });
});
