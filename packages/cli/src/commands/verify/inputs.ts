import {
  embeddedTrustRoot,
  EXPECTATION_FORMS,
  type ManagedKey,
  parseExpectation,
  type PgpKeyring,
  readKeyring,
  readPublicKey,
  readTrustRoot,
  type SignerRule,
  stagingTrustRoot,
  type TrustRoot,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { HostError, readWhole } from '@custody/host';
import { CommandError } from '../../exit.ts';

const MAX_ROOT = 16 * 2 ** 20;
const MAX_KEY = 64 * 1024;

/** The trust root of a run, or why there is none that can be used. */
export type Trust =
  | { readonly kind: 'usable'; readonly root: TrustRoot }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Loads the trust root that `--trust-root` names. */
export const loadTrust = async (named: string | undefined): Promise<Trust> => {
  if (named === undefined || named === 'public-good') return { kind: 'usable', root: embeddedTrustRoot() };
  if (named === 'staging') return { kind: 'usable', root: await stagingTrustRoot() };
  let bytes: Uint8Array;
  try {
    bytes = readWhole(named, MAX_ROOT);
  } catch (error) {
    if (!(error instanceof HostError) || error.code === 'aborted') throw error;
    return { kind: 'unusable', reason: error.message };
  }
  const reading = readTrustRoot(bytes, { kind: 'file', path: named });
  if (reading.kind === 'read') return { kind: 'usable', root: reading.value };
  const [{ place, message }] = reading.problems;
  return { kind: 'unusable', reason: sanitize(`${named}: ${place === '' ? '' : `${place}: `}${message}`) };
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
    case 'tuf-cache':
      return `${mode.kind} ${mode.url}, valid until ${mode.expires}`;
    default:
      return mode satisfies never;
  }
};

export const loadKeys = (paths: readonly string[] | undefined): readonly ManagedKey[] =>
  (paths ?? []).map((path) => {
    const reading = readPublicKey(readWhole(path, MAX_KEY));
    if (reading.kind === 'read') return reading.value;
    throw new CommandError(`${path}: ${reading.problems[0].message}`);
  });

export const loadKeyring = (path: string | undefined): PgpKeyring | undefined => {
  if (path === undefined) return undefined;
  const reading = readKeyring(readWhole(path, MAX_ROOT));
  if (reading.kind === 'read') return reading.value;
  throw new CommandError(`${path}: ${reading.problems[0].message}`);
};

export const expectations = (texts: readonly string[] | undefined): readonly SignerRule[] =>
  (texts ?? []).map((text) => {
    const rule = parseExpectation(text);
    if (rule !== undefined) return rule;
    throw new CommandError(
      `--identity ${JSON.stringify(text)} says nobody; expected one of ${EXPECTATION_FORMS.join(', ')}`,
    );
  });

/** Reads `--digest`: SHA-256 in hex, with or without its name in front. */
export const digestFlag = (text: string): string => {
  const hex = text.replace(/^sha256:/i, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new CommandError(`--digest must be a SHA-256 in hex (64 digits), found ${JSON.stringify(text)}`);
  return hex;
};
