import { embeddedTrustRoot, readTrustRoot, stagingTrustRoot, type TrustRoot } from '@custody/attest';
import { sanitize } from '@custody/findings';
import { HostError, type HttpPort, readWhole } from '@custody/host';
import { CommandError } from '../../exit.ts';

const MAX_ROOT = 16 * 2 ** 20;

/** The trust root of a run, or why there is none that can be used. */
export type Trust =
  | { readonly kind: 'usable'; readonly root: TrustRoot }
  | { readonly kind: 'unusable'; readonly reason: string };

/** What the flags ask for. */
export type TrustFlags = { readonly trustRoot?: string; readonly tufUrl?: string };

/** Where a refreshed root comes from and is kept. Without `http` only what an earlier refresh left is used. */
export type TrustWorld = {
  readonly http: HttpPort | undefined;
  /** `undefined`: there is no place to keep it. */
  readonly cache: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** The bytes of a file that has to do with trust, or why there are none. */
export const readRoot = (
  path: string,
): Uint8Array | { readonly kind: 'unusable'; readonly reason: string } => {
  try {
    return readWhole(path, MAX_ROOT);
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    return { kind: 'unusable', reason: error.message };
  }
};

const ofFile = (path: string): Trust => {
  const bytes = readRoot(path);
  if ('kind' in bytes) return bytes;
  const reading = readTrustRoot(bytes, { kind: 'file', path });
  if (reading.kind === 'read') return { kind: 'usable', root: reading.value };
  const [{ place, message }] = reading.problems;
  return { kind: 'unusable', reason: sanitize(`${path}: ${place === '' ? '' : `${place}: `}${message}`) };
};

/** Loads the trust root that the flags name. With `http` it is refreshed first (TUF). */
export const loadTrust = async (flags: TrustFlags, world?: TrustWorld): Promise<Trust> => {
  const { trustRoot: named, tufUrl } = flags;
  const instance =
    named === undefined || named === 'public-good' || named === 'staging' || named === 'cached';
  if (tufUrl !== undefined && instance)
    throw new CommandError('--tuf-url needs --trust-root FILE: the root metadata to start from (root.json)');
  if (named === 'cached' && world?.http !== undefined)
    throw new CommandError('say either --trust-root cached, which is what --online got last, or --online');
  if (world?.http !== undefined && !instance && tufUrl === undefined)
    throw new CommandError(
      '--online refreshes a trust root, and a file is none that can be: leave --trust-root away, or name a TUF repository with --tuf-url',
    );
  if (world !== undefined && (world.http !== undefined || tufUrl !== undefined || named === 'cached')) {
    // Asked for by few, and the only ones who need TUF.
    const { refreshedTrust } = await import('./refresh.ts');
    return refreshedTrust(flags, world);
  }
  if (named === undefined || named === 'public-good') return { kind: 'usable', root: embeddedTrustRoot() };
  if (named === 'staging') return { kind: 'usable', root: await stagingTrustRoot() };
  return ofFile(named);
};

/** What the trust root is, for people: where from and how old. */
export const trustText = ({ mode }: TrustRoot, now: number): string => {
  switch (mode.kind) {
    case 'embedded': {
      const days = Math.max(0, Math.floor((now - Date.parse(mode.date)) / 86_400_000));
      return `embedded, of ${mode.date} (${days} days old)`;
    }
    case 'file':
      return `file ${mode.path}`;
    case 'tuf':
      return `refreshed now from ${mode.url} (TUF), good until ${mode.expires}`;
    case 'tuf-cache':
      return `of an earlier refresh from ${mode.url} (TUF), verified again, good until ${mode.expires}`;
    default:
      return mode satisfies never;
  }
};
