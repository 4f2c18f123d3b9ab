/** How a signature can be checked later. */
export type VerificationKey =
  /** DER of a certificate that a certificate authority made for this signer. */
  | { readonly kind: 'certificate'; readonly leaf: Uint8Array }
  /** A key that the reader must have; `hint` is its fingerprint, `spki` its DER. */
  | { readonly kind: 'public-key'; readonly hint: string; readonly spki: Uint8Array };

export type Signed = { readonly signature: Uint8Array; readonly key: VerificationKey };

/** Something that signs: a certificate of the moment, a key of one's own, an agent. Throws SignError. */
export type StatementSigner = { readonly sign: (data: Uint8Array) => Promise<Signed> };

export type ServiceRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

export type ServiceAnswer = {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
};

/** The network and the time, as far as signing uses them. `exchange` rejects where nobody answers. */
export type SigningPorts = {
  readonly exchange: (request: ServiceRequest) => Promise<ServiceAnswer>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** Where signatures are witnessed; absent: they are not. */
export type Witnesses = {
  readonly log?: { readonly url: string; readonly version: 1 | 2 };
  /** Whole URL of an RFC 3161 service. */
  readonly timestamps?: string;
};
