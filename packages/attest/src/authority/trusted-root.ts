import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import type { Writable } from './canonical.ts';
import { noteKeyId } from './note.ts';
import type { AuthorityState } from './state.ts';

/** Paths of the services below the authority's URL. */
export const SERVICE = {
  fulcio: '/fulcio',
  ct: '/ct',
  rekor1: '/rekor',
  rekor2: '/rekor2',
  tsa: '/tsa/api/v1/timestamp',
  tuf: '/tuf',
  token: '/token',
} as const;

/** The name in checkpoints: the host alone, as clients look it up by the log's URL. */
export const noteName = (state: AuthorityState): string => new URL(state.url).hostname;

const spki = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });

const logOf = (baseUrl: string, key: KeyObject, id: Buffer, start: string): Writable => ({
  baseUrl,
  hashAlgorithm: 'SHA2_256',
  publicKey: {
    rawBytes: spki(key).toString('base64'),
    keyDetails: key.asymmetricKeyType === 'ed25519' ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256',
    validFor: { start },
  },
  logId: { keyId: id.toString('base64') },
});

const chainOf = (
  uri: string,
  organization: string,
  commonName: string,
  chain: readonly Buffer[],
  start: string,
): Writable => ({
  subject: { organization, commonName },
  uri,
  certChain: { certificates: chain.map((each) => ({ rawBytes: each.toString('base64') })) },
  validFor: { start },
});

/** What clients must trust to believe this authority: `trusted_root.json`, version 0.1. */
export const trustedRootOf = (state: AuthorityState): Writable => {
  const { keys, certificates: made, url, name } = state;
  const start = new Date(state.created - 3_600_000).toISOString();
  const ctId = hash('sha256', spki(keys.ct), 'buffer');
  const at = (service: keyof typeof SERVICE) => `${url}${SERVICE[service]}`;
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      logOf(at('rekor1'), keys.rekor1, noteKeyId(noteName(state), createPublicKey(keys.rekor1)), start),
      logOf(at('rekor2'), keys.rekor2, noteKeyId(noteName(state), createPublicKey(keys.rekor2)), start),
    ],
    certificateAuthorities: [chainOf(at('fulcio'), name, 'root', [made.issuing, made.root], start)],
    ctlogs: [logOf(at('ct'), keys.ct, ctId, start)],
    timestampAuthorities: [chainOf(at('tsa'), name, 'timestamping root', [made.tsa, made.tsaRoot], start)],
  };
};

/** Where clients find the services: `signing_config`, version 0.2. The log is of the version that is asked for. */
export const signingConfigOf = (state: AuthorityState, rekor: 1 | 2): Writable => {
  const validFor = { start: new Date(state.created - 3_600_000).toISOString() };
  const operator = state.name;
  const service = (name: keyof typeof SERVICE, majorApiVersion: number): Writable => ({
    url: `${state.url}${SERVICE[name]}`,
    majorApiVersion,
    validFor,
    operator,
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service('fulcio', 1)],
    oidcUrls: [service('token', 1)],
    rekorTlogUrls: [service(rekor === 1 ? 'rekor1' : 'rekor2', rekor)],
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service('tsa', 1)],
    tsaConfig: { selector: 'ANY' },
  };
};

/** Both in one, as some clients take them: `--trust-config`. */
export const clientTrustConfigOf = (state: AuthorityState, rekor: 1 | 2): Writable => ({
  mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
  trustedRoot: trustedRootOf(state),
  signingConfig: signingConfigOf(state, rekor),
});
