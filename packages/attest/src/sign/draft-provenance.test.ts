import { describe, expect, test } from 'vitest';
import { claimedBy } from '../authority/claims.ts';
import type { JsonObject } from '../json/types.ts';
import { PROVENANCE_V1 } from '../policy/predicates.ts';
import { judgeAgreement } from '../slsa/agree.ts';
import { assessBuild } from '../slsa/build.ts';
import { readBuildProvenance } from '../slsa/provenance.ts';
import type { Signer } from '../verify/types.ts';
import { draftProvenance } from './draft-provenance.ts';

const COMMIT = '08802efe1f8e5fec4ad842d6b8ce97656092ee72';
const GITHUB: JsonObject = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:acme/widget:environment:pypi',
  repository: 'acme/widget',
  repository_id: '772247423',
  repository_owner: 'acme',
  repository_owner_id: '2314423',
  ref: 'refs/tags/widget@1.2.0',
  sha: COMMIT,
  event_name: 'release',
  workflow_ref: 'acme/widget/.github/workflows/release.yml@refs/tags/widget@1.2.0',
  workflow_sha: COMMIT,
  job_workflow_ref: 'acme/builders/.github/workflows/build.yml@refs/tags/v2',
  job_workflow_sha: COMMIT,
  runner_environment: 'github-hosted',
  run_id: '121',
  run_attempt: '2',
};
const GITLAB: JsonObject = {
  iss: 'https://gitlab.com',
  sub: 'project_path:acme/tools/widget:ref_type:tag:ref:v1.2.0',
  project_path: 'acme/tools/widget',
  project_id: '55',
  namespace_id: '7',
  namespace_path: 'acme/tools',
  ref_path: 'refs/tags/v1.2.0',
  sha: COMMIT,
  pipeline_source: 'push',
  ci_config_ref_uri: 'gitlab.com/acme/tools/widget//.gitlab-ci.yml@refs/tags/v1.2.0',
  ci_config_sha: COMMIT,
  runner_environment: 'gitlab-hosted',
  job_id: '99',
};

/** What the certificate for the same token will say. */
const signerOf = (token: JsonObject): Signer => {
  const claimed = claimedBy(token);
  if (claimed === undefined) throw new Error('no claims');
  return {
    kind: 'certificate',
    ...claimed,
    raw: new Map(),
    notBefore: 0,
    notAfter: 0,
    sha256: '',
    serial: '',
  };
};
const provenanceOf = (token: JsonObject) => {
  const predicate = draftProvenance(token);
  const read = readBuildProvenance({ version: '1', subjects: [], predicateType: PROVENANCE_V1, predicate });
  if (read.kind === 'invalid') throw new Error(read.problems[0].message);
  return read.value;
};

describe('provenance drafted from the token of a CI job', () => {
  test.each([
    ['GitHub', GITHUB, '.github/workflows/release.yml', 'https://github.com/acme/widget'],
    ['GitLab', GITLAB, '.gitlab-ci.yml', 'https://gitlab.com/acme/tools/widget'],
  ] as const)(
    'of %s agrees with the certificate for the same token, and shows level 2',
    (_, token, path, repository) => {
      const provenance = provenanceOf(token);
      expect(provenance.source).toMatchObject({ path, repository, commit: COMMIT });
      const steps = judgeAgreement(provenance, signerOf(token));
      expect(steps.filter(({ outcome }) => outcome === 'does-not-hold')).toEqual([]);
      const held = steps.filter(({ outcome }) => outcome === 'holds').map(({ id }) => id);
      for (const id of ['repository', 'commit', 'ref', 'workflow', 'run', 'builder'])
        expect(held).toContain(`provenance-${id}`);
      expect(assessBuild({ provenance, signer: signerOf(token), builders: [] }).level).toBe(2);
    },
  );

  test('disagrees with the certificate of another run', () => {
    for (const change of [
      { sha: 'a'.repeat(40) },
      { ref: 'refs/heads/main' },
      { run_id: '122' },
      { repository_id: '1' },
    ]) {
      const steps = judgeAgreement(provenanceOf({ ...GITHUB, ...change }), signerOf(GITHUB));
      expect(steps.some(({ outcome }) => outcome === 'does-not-hold')).toBe(true);
    }
  });

  test('of a person, or of a job that is not told, is none', () => {
    const person = { iss: 'https://accounts.google.com', email: 'me@example.org', email_verified: true };
    expect(() => draftProvenance(person)).toThrow('say --predicate');
    const { sha: _, ...without } = GITHUB;
    expect(() => draftProvenance(without)).toThrow('does not name the commit');
  });
});
