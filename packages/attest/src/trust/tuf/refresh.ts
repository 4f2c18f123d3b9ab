import { type HttpPort, assertOk } from '@custody/host';
import type { Reading } from '../../bundle/types.ts';
import { readTrustRoot } from '../read.ts';
import type { Seed } from '../seed/types.ts';
import type { TrustRoot } from '../types.ts';
import { type TufFetch, type TufInput, type TufResult, updateTarget } from './update.ts';

const TARGET = 'trusted_root.json';

export type Refreshed =
  | { readonly kind: 'trust'; readonly trust: TrustRoot; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'refused'; readonly why: string };

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const trustOf = (result: TufResult, url: string, kind: 'tuf' | 'tuf-cache'): Refreshed => {
  if (result.kind === 'refused') return result;
  const expires = new Date(result.expires).toISOString();
  const reading: Reading<TrustRoot> = readTrustRoot(result.target, { kind, url, expires });
  if (reading.kind === 'invalid') {
    const [{ place, message }] = reading.problems;
    return { kind: 'refused', why: `the trusted root cannot be used: ${place}: ${message}` };
  }
  return { kind: 'trust', trust: reading.value, files: result.files };
};

/** Where an instance publishes its trust root, and the root metadata to start from. */
export type TufSource = Pick<Seed, 'url' | 'tufRoot'>;

const inputOf = (
  { tufRoot }: TufSource,
  fetch: TufFetch,
  now: number,
  previous?: TufInput['previous'],
): TufInput => ({
  root: encode(tufRoot),
  fetch,
  now,
  ...(previous === undefined ? {} : { previous }),
});

/**
 * Fetches the newest trust root of an instance (TUF). `previous` is what an earlier refresh gave as `files`. Everything is verified
 * from the root in the source up; where anything is amiss nothing is used. Throws HostError where the network fails.
 */
export const refreshTrustRoot = async (
  source: TufSource,
  http: HttpPort,
  now: number,
  previous?: ReadonlyMap<string, Uint8Array>,
): Promise<Refreshed> => {
  const fetch: TufFetch = async (path, maxBytes) => {
    const answer = await http.get(`${source.url.replace(/\/$/, '')}/${path}`, { maxBytes });
    // Storage services answer 403 for what is not there.
    return answer.status === 404 || answer.status === 403 ? undefined : assertOk(answer).body;
  };
  return trustOf(await updateTarget(inputOf(source, fetch, now, previous), TARGET), source.url, 'tuf');
};

/**
 * The trust root of an earlier refresh, from its `files`: verified again from the root in the source up, expiry included, never
 * taken as it lies there. No network.
 */
export const cachedTrustRoot = async (
  source: TufSource,
  files: ReadonlyMap<string, Uint8Array>,
  now: number,
): Promise<Refreshed> => {
  const fetch: TufFetch = async (path) => files.get(path);
  return trustOf(await updateTarget(inputOf(source, fetch, now), TARGET), source.url, 'tuf-cache');
};
