import type { IdentityClaims } from '../certificate/types.ts';
import { afterPrefix, type Forge, forgeOf } from './forge.ts';
import type { ProvenSigner, SignerIdentity, WorkflowIdentity } from './types.ts';

const repositoryOf = (claims: IdentityClaims, { kind, host }: Forge): string | undefined => {
  if (claims.sourceRepositoryUri !== undefined) return afterPrefix(claims.sourceRepositoryUri, `${host}/`);
  // Certificates of 2022 and before have the deprecated extensions alone.
  return kind === 'github' ? claims.githubRepository : undefined;
};

/**
 * The path in `https://host/owner/name/PATH@REF`. A path and a ref may both have an `@`: only a ref or commit that the certificate
 * itself names ends the path.
 */
const workflowOf = (claims: IdentityClaims, repository: string, forge: Forge): string | undefined => {
  const rest =
    claims.buildConfigUri &&
    afterPrefix(claims.buildConfigUri, `${forge.host}/${repository}${forge.separator}`);
  if (rest === undefined) return undefined;
  const end = [claims.sourceRepositoryRef, claims.sourceRepositoryDigest, claims.buildConfigDigest].find(
    (ref) => ref !== undefined && ref !== '' && rest.endsWith(`@${ref}`),
  );
  return end === undefined ? undefined : rest.slice(0, -end.length - 1);
};

type Optional = Omit<WorkflowIdentity, 'kind' | 'issuer' | 'repository'>;

const defined = (facts: { readonly [name in keyof Optional]: string | undefined }): Optional =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const workflowIdentity = (claims: IdentityClaims, issuer: string): WorkflowIdentity | undefined => {
  const forge = forgeOf(issuer);
  const repository = forge && repositoryOf(claims, forge);
  if (forge === undefined || repository === undefined) return undefined;
  return {
    kind: forge.kind,
    issuer,
    repository,
    ...defined({
      workflow: workflowOf(claims, repository, forge),
      environment: claims.deploymentEnvironment,
      repositoryId: claims.sourceRepositoryId,
      ownerId: claims.sourceRepositoryOwnerId,
      ref: claims.sourceRepositoryRef ?? claims.githubRef,
      commit: claims.sourceRepositoryDigest ?? claims.githubSha,
      trigger: claims.buildTrigger ?? claims.githubTrigger,
      runner: claims.runnerEnvironment,
      run: claims.runInvocationUri,
      builder: claims.buildSignerUri,
      builderCommit: claims.buildSignerDigest,
    }),
  };
};

/** Who signed, from what a verification has proven of the signer. */
export const signerIdentity = (signer: ProvenSigner): SignerIdentity => {
  if (signer.kind !== 'certificate') return { kind: signer.kind, fingerprint: signer.fingerprint };
  const { claims, subject } = signer;
  const issuer = claims.issuer ?? '';
  if (subject.kind === 'email') return { kind: 'email', issuer, address: subject.value };
  return workflowIdentity(claims, issuer) ?? { kind: 'uri', issuer, uri: subject.value };
};
