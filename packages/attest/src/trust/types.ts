import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.ts';

/** Closed interval in milliseconds since 1970. A start is required; no end means still valid. */
export type Validity = { readonly start: number; readonly end: number | undefined };

/** How signatures by a key are made (Sigstore algorithm registry). */
export type SignatureScheme =
  | { readonly kind: 'ecdsa'; readonly hash: 'sha256' | 'sha384' | 'sha512' }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'rsa-pkcs1'; readonly hash: 'sha256' | 'sha384' | 'sha512' }
  | { readonly kind: 'rsa-pss'; readonly hash: 'sha256' | 'sha384' | 'sha512' };

export type TrustedKey = {
  readonly key: KeyObject;
  readonly scheme: SignatureScheme;
  /** DER, SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
};

/** A transparency log (Rekor, or a certificate transparency log). */
export type TrustedLog = TrustedKey & {
  readonly baseUrl: string;
  readonly logId: Uint8Array;
  readonly validity: Validity;
};

/** Issuing certificate first, anchor last. Signatures inside were verified when the root was read. */
export type TrustedChain = {
  readonly uri: string;
  readonly certificates: readonly [Certificate, ...Certificate[]];
  readonly validity: Validity;
};

/** One set of authorities that belong together. Material of two instances is never mixed. */
export type TrustInstance = {
  /** From its first certificate authority: `fulcio.sigstore.dev`. A label. */
  readonly name: string;
  readonly authorities: readonly TrustedChain[];
  readonly logs: readonly TrustedLog[];
  readonly ctLogs: readonly TrustedLog[];
  readonly timestampAuthorities: readonly TrustedChain[];
};

/** Where the trust comes from; always shown to people. Dates are ISO 8601. */
export type TrustMode =
  /** Part of custody; `date` is that of the metadata it was taken from. */
  | { readonly kind: 'embedded'; readonly date: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Refreshed now over the network. */
  | { readonly kind: 'tuf'; readonly url: string; readonly expires: string }
  /** From an earlier refresh, verified again from the root up. */
  | { readonly kind: 'tuf-cache'; readonly url: string; readonly expires: string };

export type TrustRoot = {
  readonly mode: TrustMode;
  /** Lower-case hex of the bytes that it was read from. */
  readonly sha256: string;
  readonly instances: readonly [TrustInstance, ...TrustInstance[]];
};

/** What an invoker holds in hand: a public key that no authority vouches for. */
export type ManagedKey = TrustedKey & {
  /** What a bundle may call it. `undefined`: any hint will do. */
  readonly hint: string | undefined;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: its name in policies and reports. */
  readonly fingerprint: string;
};
