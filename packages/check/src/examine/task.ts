import type { SignerPolicy } from '@custody/attest';
import type { RuleId } from '@custody/findings';
import type { Discovered } from '../discover/discover.ts';

/** What components are held against: one store's file, the same for a whole run, or nothing, and why. */
export type Advisories =
  | { readonly kind: 'store'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

/** What evidence beside artifacts is held against. */
export type Signers = {
  /** Absent: nobody said who may sign what. */
  readonly policy?: SignerPolicy;
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
