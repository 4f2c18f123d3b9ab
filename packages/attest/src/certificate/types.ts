/** What the subject alternative name of a signing certificate says. */
export type SubjectName =
  | { readonly kind: 'uri'; readonly value: string }
  | { readonly kind: 'email'; readonly value: string }
  /** Fulcio's otherName 1.3.6.1.4.1.57264.1.7: a user name. */
  | { readonly kind: 'username'; readonly value: string };

/** What Fulcio writes into extensions 1.3.6.1.4.1.57264.1.N, one member per N that Fulcio documents; absent: not in the certificate. */
export type IdentityClaims = {
  /** .8, or .1 where only that is there: the OIDC issuer's URL. */
  readonly issuer?: string;
  /** .2 to .6, deprecated: raw values of GitHub workflows. */
  readonly githubTrigger?: string;
  readonly githubSha?: string;
  readonly githubWorkflowName?: string;
  readonly githubRepository?: string;
  readonly githubRef?: string;
  /** .9, .10 */
  readonly buildSignerUri?: string;
  readonly buildSignerDigest?: string;
  /** .11: `github-hosted`, `self-hosted`, `gitlab-hosted`. */
  readonly runnerEnvironment?: string;
  /** .12 to .17 */
  readonly sourceRepositoryUri?: string;
  readonly sourceRepositoryDigest?: string;
  readonly sourceRepositoryRef?: string;
  readonly sourceRepositoryId?: string;
  readonly sourceRepositoryOwnerUri?: string;
  readonly sourceRepositoryOwnerId?: string;
  /** .18, .19 */
  readonly buildConfigUri?: string;
  readonly buildConfigDigest?: string;
  /** .20, .21 */
  readonly buildTrigger?: string;
  readonly runInvocationUri?: string;
  /** .22 */
  readonly sourceRepositoryVisibility?: string;
  /** .23 */
  readonly deploymentEnvironment?: string;
};

/** The facts of a signing certificate that a policy looks at. */
export type Identity = {
  readonly subject: SubjectName;
  readonly claims: IdentityClaims;
  /** Every extension under 1.3.6.1.4.1.57264.1, by its last number, DER or raw as it is; also those that have no name here. */
  readonly raw: ReadonlyMap<number, Uint8Array>;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Lower-case hex of the DER's SHA-256, and of the serial number. */
  readonly sha256: string;
  readonly serial: string;
};
