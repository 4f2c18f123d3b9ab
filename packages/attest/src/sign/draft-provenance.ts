import { claimedBy } from '../authority/claims.ts';
import type { Writable } from '../authority/canonical.ts';
import { afterPrefix } from '../identity/forge.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { SignError } from './error.ts';

/** What externalParameters and the rest mean: GitHub's own page, and for GitLab, which has none for a job's token, custody's. */
const BUILD_TYPE = {
  github: 'https://actions.github.io/buildtypes/workflow/v1',
  gitlab: 'urn:custody:buildtype:gitlab-pipeline:v1',
} as const;

const needed = (value: string | undefined, what: string): string => {
  if (value === undefined)
    throw new SignError('no-identity', `the identity token does not name the ${what} of a build`);
  return value;
};

/**
 * The SLSA provenance (v1) that the claims of a CI job's identity token tell: repository, commit, ref, workflow, trigger, run and
 * builder, as the certificate will have them. Nothing is said of what else went into the build. Throws SignError `no-identity`
 * where the token is none of a GitHub or GitLab job.
 */
export const draftProvenance = (token: JsonObject): Json => {
  const claims = claimedBy(token)?.claims;
  if (claims?.buildConfigUri === undefined)
    throw new SignError(
      'no-identity',
      'the identity token is of no GitHub or GitLab job, which alone tells what was built from what: say --predicate',
    );
  const forge = claims.githubRepository === undefined ? 'gitlab' : 'github';
  const repository = needed(claims.sourceRepositoryUri, 'repository');
  const ref = needed(claims.sourceRepositoryRef, 'ref');
  const config = needed(afterPrefix(claims.buildConfigUri, repository), 'workflow');
  const path = config.slice(forge === 'github' ? 1 : 2, config.indexOf('@'));
  const facts: { readonly [name: string]: Writable | undefined } = {
    event_name: claims.buildTrigger,
    repository_id: claims.sourceRepositoryId,
    repository_owner_id: claims.sourceRepositoryOwnerId,
    runner_environment: claims.runnerEnvironment,
  };
  const predicate: Writable = {
    buildDefinition: {
      buildType: BUILD_TYPE[forge],
      externalParameters: { workflow: { ref, repository, path } },
      internalParameters: { [forge]: facts },
      resolvedDependencies: [
        {
          uri: `git+${repository}@${ref}`,
          digest: { gitCommit: needed(claims.sourceRepositoryDigest, 'commit') },
        },
      ],
    },
    runDetails: {
      builder: { id: needed(claims.buildSignerUri, 'builder') },
      metadata: { invocationId: claims.runInvocationUri },
    },
  };
  // Members without a value go.
  return JSON.parse(JSON.stringify(predicate)) as Json;
};
