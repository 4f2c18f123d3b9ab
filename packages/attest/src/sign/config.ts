import { type Findings, findings, taker } from '../json/taker.ts';
import { readJson } from '../json/read.ts';
import type { Reading } from '../bundle/types.ts';
import type { Taker } from '../json/taker.ts';
import type { Witnesses } from './types.ts';

/** Where to sign: the certificate authority, and the witnesses. */
export type SigningServices = {
  readonly fulcio: string;
  readonly witnesses: Witnesses;
  /** Where people sign in (OpenID Connect). */
  readonly issuer?: string;
};

/** Sigstore's public instance. It tells times by its log; an index takes its entries. */
export const PUBLIC_SERVICES: SigningServices = {
  fulcio: 'https://fulcio.sigstore.dev',
  issuer: 'https://oauth2.sigstore.dev/auth',
  witnesses: { log: { url: 'https://rekor.sigstore.dev', version: 1 } },
};

const CLAUSE = 'Sigstore signing configuration, version 0.2';
const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';

type Service = { readonly url: string; readonly version: number; readonly start: number };

const takeServices = (from: Taker, name: string, to: Findings, now: number): readonly Service[] =>
  (from.has(name) ? from.objects(name, 64) : []).flatMap((item) => {
    const url = item.text('url');
    const version = item.raw('majorApiVersion');
    const validity = item.optionalObject('validFor');
    const start = Date.parse(validity?.optionalText('start') ?? '');
    const end = Date.parse(validity?.optionalText('end') ?? '9999-12-31T00:00:00Z');
    if (url === undefined || !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      to.report('bad-value', `${item.place}/url`, 'a URL of a service is expected');
      return [];
    }
    if (typeof version !== 'number') {
      to.report('wrong-type', `${item.place}/majorApiVersion`, 'a whole number is expected');
      return [];
    }
    // A service without a start, or not yet begun, or retired, is none.
    return start <= now && now <= end ? [{ url: url.replace(/\/$/, ''), version, start }] : [];
  });

/** The newest of those whose version is known. */
const newest = (services: readonly Service[], versions: readonly number[]): Service | undefined =>
  services.filter(({ version }) => versions.includes(version)).toSorted((a, b) => b.start - a.start)[0];

/** Reads a signing configuration. `now` in milliseconds since 1970 chooses among its services; `log` asks for a version. Never throws. */
export const readSigningConfig = (bytes: Uint8Array, now: number, log?: 1 | 2): Reading<SigningServices> => {
  const json = readJson(bytes, { maxBytes: 2 ** 20, maxDepth: 16 });
  if (json.kind === 'invalid') return json;
  const to = findings(CLAUSE);
  const from = taker(json.value, '', to);
  return to.conclude(() => {
    if (from === undefined) return undefined;
    if (from.text('mediaType') !== MEDIA_TYPE)
      to.report('unsupported', '/mediaType', `${MEDIA_TYPE} is expected`);
    const fulcio = newest(takeServices(from, 'caUrls', to, now), [1]);
    const rekor = newest(takeServices(from, 'rekorTlogUrls', to, now), log === undefined ? [1, 2] : [log]);
    const oidc = newest(takeServices(from, 'oidcUrls', to, now), [1]);
    const tsa = newest(takeServices(from, 'tsaUrls', to, now), [1]);
    if (fulcio === undefined) to.report('missing', '/caUrls', 'no certificate authority is valid now');
    if (rekor === undefined)
      to.report('missing', '/rekorTlogUrls', 'no transparency log of a known version is valid now');
    if (fulcio === undefined || rekor === undefined) return undefined;
    const witnesses: Witnesses = {
      log: { url: rekor.url, version: rekor.version === 1 ? 1 : 2 },
      ...(tsa === undefined ? {} : { timestamps: tsa.url }),
    };
    return { fulcio: fulcio.url, witnesses, ...(oidc === undefined ? {} : { issuer: oidc.url }) };
  });
};
