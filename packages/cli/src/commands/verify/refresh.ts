import { cachedTrustRoot, refreshTrustRoot, seedOf, type TufSource } from '@custody/attest';
import { sanitize } from '@custody/findings';
import { HostError } from '@custody/host';
import { CommandError } from '../../exit.ts';
import { type Trust, type TrustFlags, type TrustWorld, readRoot } from './trust.ts';
import { keepTufFiles, keptTufFiles } from './tuf-cache.ts';

const sourceOf = async ({ trustRoot, tufUrl }: TrustFlags): Promise<TufSource | Trust> => {
  if (tufUrl === undefined || trustRoot === undefined)
    return seedOf(trustRoot === 'staging' ? 'staging' : 'public-good');
  if (!/^https?:$/.test(URL.parse(tufUrl)?.protocol ?? ''))
    throw new CommandError('--tuf-url is an http or https URL');
  const bytes = readRoot(trustRoot);
  return 'kind' in bytes ? bytes : { url: tufUrl, tufRoot: Buffer.from(bytes).toString('utf8') };
};

/**
 * The trust root as a TUF repository gives it: refreshed now and kept, or, without network, what the last refresh kept, verified
 * again from the root up. Where anything is amiss there is none: an older one does not silently take its place.
 */
export const refreshedTrust = async (flags: TrustFlags, { http, cache, now }: TrustWorld): Promise<Trust> => {
  const source = await sourceOf(flags);
  if ('kind' in source) return source;
  const kept = cache === undefined ? undefined : keptTufFiles(cache, source);
  if (http === undefined && kept === undefined)
    return {
      kind: 'unusable',
      reason: sanitize(`nothing is kept of ${source.url}; run once with --online`),
    };
  try {
    const result =
      http === undefined
        ? await cachedTrustRoot(source, kept ?? new Map(), now)
        : await refreshTrustRoot(source, http, now, kept);
    if (result.kind === 'refused')
      return {
        kind: 'unusable',
        reason: sanitize(
          http === undefined
            ? `what is kept of ${source.url} is not used: ${result.why}; run again with --online`
            : `${source.url}: ${result.why}`,
        ),
      };
    if (http !== undefined && cache !== undefined) await keepTufFiles(cache, source, result.files);
    return { kind: 'usable', root: result.trust };
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    return { kind: 'unusable', reason: error.message };
  }
};
