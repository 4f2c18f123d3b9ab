import type { SignerPolicy } from '@custody/attest';
import type { RuleId } from '@custody/findings';
import type { Discovered } from '../discover/discover.ts';

/** What components are held against: one store's file, the same for a whole run, or nothing, and why. */
export type Advisories =
  | { readonly kind: 'store'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

/** What the invoker trusts besides what is part of custody; bytes, so that it travels. All of it can be read: that was looked at before. */
export type TrustMaterial = {
  /** A trusted root instead of the one that is part of custody. */
  readonly root?:
    | { readonly kind: 'staging' }
    | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array };
  /** Public keys that evidence without a certificate may be signed with. */
  readonly keys: readonly Uint8Array[];
  /** OpenPGP keys. */
  readonly keyring?: Uint8Array;
};

/** What evidence beside artifacts is held against. */
export type Signers = {
  /** Absent: nobody said who may sign what. */
  readonly policy?: SignerPolicy;
  readonly trust?: TrustMaterial;
  /** Milliseconds since 1970: nothing may have been signed later. */
  readonly now: number;
};

/** One subject to examine, as it travels to a worker. */
export type ExamineTask = {
  readonly target: Discovered;
  /** Only these rules; absent: all of them. */
  readonly only?: readonly RuleId[];
  /** Absent: no rule about advisories is judged. */
  readonly advisories?: Advisories;
  /** Absent: no evidence is judged. */
  readonly signers?: Signers;
};
