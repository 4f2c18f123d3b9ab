/** What the ref that was built from has to be. */
export type RefRule =
  /** `v{version}`: `{version}` stands for the version of the file, however it is spelled; `{name}` for its name. */
  | { readonly kind: 'tag'; readonly template: string }
  | { readonly kind: 'branch'; readonly name: string }
  /** In full: `refs/tags/v1.0`. */
  | { readonly kind: 'exact'; readonly ref: string };

/** The reusable workflow that signs on behalf of the one that calls it. */
export type BuilderRule = {
  readonly repository: string;
  readonly workflow: string;
  readonly ref?: string;
  readonly commit?: string;
};

type Role = {
  /** Only evidence of these predicate types. Absent: of any. */
  readonly predicates?: readonly string[];
};

export type WorkflowRule = Role & {
  readonly kind: 'github' | 'gitlab';
  readonly issuer: string;
  /** `owner/name`, or the owner alone: any repository of theirs. */
  readonly repository?: string;
  readonly owner?: string;
  readonly repositoryId?: string;
  readonly ownerId?: string;
  readonly workflow?: string;
  readonly ref?: RefRule;
  readonly commit?: string;
  readonly environment?: string;
  readonly triggers?: readonly string[];
  readonly runner?: string;
  readonly builder?: BuilderRule;
};

/** Someone who may sign. Everything that is given has to be so, character by character; nothing is a pattern. */
export type SignerRule =
  | WorkflowRule
  | (Role & { readonly kind: 'email'; readonly issuer: string; readonly address: string })
  | (Role & { readonly kind: 'uri'; readonly issuer: string; readonly uri: string })
  | (Role & { readonly kind: 'key' | 'pgp'; readonly fingerprint: string });

/** `first-use`: whoever signed first is recorded, and has to sign from then on. */
export type PolicyMode = 'enforce' | 'warn' | 'first-use';

export type PackageRule = {
  /** Where in the policy: `package[2]`; for messages. */
  readonly at: string;
  /** Globs over the normalised name. */
  readonly names: readonly string[];
  readonly mode: PolicyMode;
  /** Predicate types that there has to be evidence of. Each item: any of its types. Empty: any evidence will do. */
  readonly require: readonly (readonly string[])[];
  readonly signers: readonly SignerRule[];
  /** How many different signers there have to be. */
  readonly threshold: number;
  /** The first version of which evidence is demanded, as written (PEP 440). */
  readonly since?: string;
  readonly buildLevel?: 1 | 2 | 3;
  readonly sourceLevel?: 1 | 2 | 3 | 4;
  /** Milliseconds that may have passed since it was signed. */
  readonly maxAge?: number;
};

/** A build platform that the invoker believes in, and up to which level (SLSA 1.2, "Verifying artifacts"). */
export type BuilderTrust = {
  /** `builder.id`, in full. */
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly signer: SignerRule;
};

/** Whose verification summaries are believed: only of this signer, under this id (SLSA 1.2, "Verification Summary Attestation"). */
export type VerifierTrust = {
  /** `verifier.id`, in full. */
  readonly id: string;
  /** Template of `resourceUri`: `pkg:pypi/{name}@{version}`. */
  readonly resource: string;
  readonly signer: SignerRule;
};

export type SignerPolicy = {
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** The first that fits a package decides. */
  readonly packages: readonly PackageRule[];
  readonly builders: readonly BuilderTrust[];
  readonly verifiers: readonly VerifierTrust[];
  /** SLSA requirements for which the invoker stands in, by id, and why. */
  readonly declared: ReadonlyMap<string, string>;
};

export type SignerPolicyProblem = { readonly at: string; readonly message: string };
