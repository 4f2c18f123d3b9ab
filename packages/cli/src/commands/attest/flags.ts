export const IDENTITY_SOURCES = ['browser', 'code', 'google-cloud'] as const;

/** Where services are found, for every command that talks to them. */
export const serviceFlags = {
  signingConfig: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: "Where to sign (default: Sigstore's public instance); custody authority writes one",
    placeholder: 'FILE',
  },
  identityToken: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Identity token (default: SIGSTORE_ID_TOKEN, or what GitHub offers the job)',
    placeholder: 'FILE',
  },
  identityFrom: {
    kind: 'enum',
    values: IDENTITY_SOURCES,
    optional: true,
    brief:
      'Get the token otherwise: sign in with a browser here, or anywhere by a code; or of this Google Cloud machine',
  },
} as const;

export type ServiceFlags = {
  readonly signingConfig?: string;
  readonly identityToken?: string;
  readonly identityFrom?: (typeof IDENTITY_SOURCES)[number];
};

export const passphraseFlag = {
  kind: 'parsed',
  parse: String,
  optional: true,
  brief: 'Passphrase of the key (default: CUSTODY_KEY_PASSPHRASE)',
  placeholder: 'FILE',
} as const;
