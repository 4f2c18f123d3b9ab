import type { Json } from '../json/types.ts';

/** What is wrong with a document from outside. */
export type ProblemCode =
  | 'too-large'
  | 'not-utf-8'
  | 'syntax'
  | 'duplicate-key'
  | 'too-deep'
  | 'missing'
  | 'wrong-type'
  | 'bad-base64'
  | 'bad-number'
  | 'bad-value'
  | 'too-many'
  | 'unsupported';

export type Problem = {
  readonly code: ProblemCode;
  /** JSON pointer to the member (RFC 6901); the empty one is the whole document. */
  readonly place: string;
  /** One sentence: what is wrong, what was expected, what was received (shortened). Not yet sanitised for display. */
  readonly message: string;
  /** The clause that asks for it. */
  readonly clause: string;
};

/** Every reader of this package answers so: what was read, or why nothing could be made of it. Readers never throw for bad data. */
export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'invalid'; readonly problems: readonly [Problem, ...Problem[]] };

/** DSSE envelope: what is signed is PAE(payloadType, payload). */
export type Envelope = {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
};

export type EnvelopeSignature = {
  /** A hint, not authenticated. Empty where there is none. */
  readonly keyid: string;
  readonly signature: Uint8Array;
};

export type HashName = 'sha256' | 'sha384' | 'sha512';

export type SignedContent =
  | {
      readonly kind: 'message';
      readonly signature: Uint8Array;
      /** What the signer says the artifact's digest is; compared, never believed. */
      readonly digest: { readonly algorithm: HashName; readonly value: Uint8Array } | undefined;
    }
  | { readonly kind: 'dsse'; readonly envelope: Envelope };

export type KeyMaterial =
  /** DER of the leaf, and of whatever else the bundle carries (v0.1 and v0.2 only); trust comes from the trust root alone. */
  | { readonly kind: 'certificate'; readonly leaf: Uint8Array; readonly others: readonly Uint8Array[] }
  | { readonly kind: 'public-key'; readonly hint: string };

export type InclusionProof = {
  readonly logIndex: bigint;
  readonly treeSize: bigint;
  readonly rootHash: Uint8Array;
  readonly hashes: readonly Uint8Array[];
  /** The signed note (C2SP signed-note, tlog-checkpoint), as text. */
  readonly checkpoint: string | undefined;
};

/** One entry of a transparency log, as a bundle carries it. */
export type LogEntry = {
  readonly logIndex: bigint;
  /** SHA-256 of the log's public key (Rekor v1), or the checkpoint key id (Rekor v2). */
  readonly logId: Uint8Array;
  readonly kind: string;
  readonly version: string;
  /** Seconds since 1970; `undefined` where there is none (Rekor v2). Signed only by the inclusion promise. */
  readonly integratedTime: bigint | undefined;
  /** Signed entry timestamp (Rekor v1). */
  readonly promise: Uint8Array | undefined;
  readonly proof: InclusionProof | undefined;
  /** The canonicalized body: the leaf of the Merkle tree. */
  readonly body: Uint8Array;
};

export type EvidenceFormat =
  | { readonly kind: 'sigstore-bundle'; readonly version: '0.1' | '0.2' | '0.3' }
  | { readonly kind: 'pep740' }
  /** A DSSE envelope alone: a line of `.intoto.jsonl`. */
  | { readonly kind: 'dsse' };

/** One signed thing and everything that came with it, as read; nothing of it is verified yet. */
export type Evidence = {
  readonly format: EvidenceFormat;
  readonly content: SignedContent;
  readonly key: KeyMaterial;
  readonly entries: readonly LogEntry[];
  /** RFC 3161 TimeStampResp, DER. */
  readonly timestamps: readonly Uint8Array[];
  /** Pointers to members that no version of the format names; they are read by nobody and say nothing. */
  readonly unknownMembers: readonly string[];
  /** Who an index says has published (PEP 740 provenance objects); held against the certificate. */
  readonly publisher?: Publisher;
};

/** PEP 740: the index's word about a publisher. Members by name, as JSON has them. */
export type Publisher = {
  readonly kind: string;
  readonly members: ReadonlyMap<string, Json>;
};

/** PEP 740 provenance object: publishers, and the attestations each of them made. */
export type Provenance = {
  readonly bundles: readonly { readonly publisher: Publisher; readonly attestations: readonly Evidence[] }[];
  readonly unknownMembers: readonly string[];
};
