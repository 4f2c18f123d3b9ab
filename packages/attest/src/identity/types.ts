import type { Signer } from '../verify/types.ts';

/** What a forge's certificate says of one run of a workflow. */
export type WorkflowIdentity = {
  readonly kind: 'github' | 'gitlab';
  readonly issuer: string;
  /** `owner/name`, in the case that the certificate has. */
  readonly repository: string;
  /** Path of the workflow that was triggered, within the repository. */
  readonly workflow?: string;
  readonly environment?: string;
  /** Numbers that stay when names change, and that a new owner of an old name does not get. */
  readonly repositoryId?: string;
  readonly ownerId?: string;
  /** Facts of this one run; a record of who signs has none of them. */
  readonly ref?: string;
  readonly commit?: string;
  readonly trigger?: string;
  readonly runner?: string;
  readonly run?: string;
  /** The workflow that signed, as URI and commit: another one than `workflow` where that one calls it. */
  readonly builder?: string;
  readonly builderCommit?: string;
};

/** Who is proven to have signed, by a certificate, a key, or an OpenPGP key (its primary one). */
export type ProvenSigner = Signer | { readonly kind: 'pgp'; readonly fingerprint: string };

/** Who signed, in the terms in which policies and locks speak. */
export type SignerIdentity =
  | WorkflowIdentity
  | { readonly kind: 'email'; readonly issuer: string; readonly address: string }
  /** A workload of any other issuer: its URI or user name, as it is. */
  | { readonly kind: 'uri'; readonly issuer: string; readonly uri: string }
  | { readonly kind: 'key'; readonly fingerprint: string }
  | { readonly kind: 'pgp'; readonly fingerprint: string };
