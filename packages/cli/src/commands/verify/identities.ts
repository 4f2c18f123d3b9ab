import { basename } from 'node:path';
import {
  addPylockIdentities,
  type ArtifactVerdict,
  identityOfPylock,
  readIdentityLock,
  signerIdentity,
  type SignerIdentity,
  writeIdentityLock,
} from '@custody/attest';
import { sanitize } from '@custody/findings';
import { HostError, readWhole, writeAtomically } from '@custody/host';
import { lockFormatOf, parseName, readLock } from '@custody/python';
import { CommandError } from '../../exit.ts';

const MAX_LOCK = 64 * 2 ** 20;

/** Who is recorded to have signed what, by normalised name, and how to add to the record. */
export type IdentityRecord = {
  readonly of: (name: string) => readonly SignerIdentity[] | undefined;
  /** Adds packages that are not recorded yet; says how many were. */
  readonly add: (found: ReadonlyMap<string, readonly SignerIdentity[]>) => Promise<number>;
};

const write = (path: string, text: string): Promise<unknown> =>
  writeAtomically(path, (sink) => sink.write(Buffer.from(text)));

const pylockRecord = (path: string, bytes: Uint8Array): IdentityRecord => {
  const lock = readLock(bytes, basename(path));
  if (lock.kind !== 'lock') throw new CommandError(`${path}: ${lock.reason}`);
  const recorded = new Map<string, readonly SignerIdentity[]>();
  const written = new Map<string, string>();
  for (const { name, attestationIdentities } of lock.reading.packages) {
    const normalized = parseName(name);
    if (normalized === undefined) continue;
    written.set(normalized, name);
    if (attestationIdentities === undefined) continue;
    const identities = attestationIdentities.map(identityOfPylock);
    if (identities.includes(undefined))
      throw new CommandError(
        sanitize(`${path}: ${name} has an attestation identity of a kind that is not known`),
      );
    recorded.set(
      normalized,
      identities.filter((one) => one !== undefined),
    );
  }
  return {
    of: (name) => recorded.get(name),
    add: async (found) => {
      const named = new Map(
        [...found].flatMap(([name, who]) => {
          const as = written.get(name);
          return as === undefined || recorded.has(name) ? [] : [[as, who] as const];
        }),
      );
      const edit = addPylockIdentities(new TextDecoder().decode(bytes), named);
      if (edit.kind === 'refused') throw new CommandError(`${path}: ${edit.reason}`);
      if (edit.packages > 0) await write(path, edit.text);
      return edit.packages;
    },
  };
};

/** Opens `--identities`: a pylock.toml by its name, anything else as custody's own lock. One that is not there yet is empty when it is to be written. */
export const openIdentities = (path: string, recording: boolean): IdentityRecord => {
  let bytes: Uint8Array | undefined;
  try {
    bytes = readWhole(path, MAX_LOCK);
  } catch (error) {
    if (!recording || !(error instanceof HostError) || error.code !== 'not-found') throw error;
  }
  if (lockFormatOf(basename(path)) === 'pylock') {
    if (bytes === undefined)
      throw new CommandError(`${path}: there is no such file; custody adds to a lock and makes none`);
    return pylockRecord(path, bytes);
  }
  const reading = bytes === undefined ? undefined : readIdentityLock(bytes);
  if (reading?.kind === 'invalid') {
    const [{ place, message }] = reading.problems;
    throw new CommandError(sanitize(`${path}: ${place}: ${message}`));
  }
  const lock = reading?.value ?? new Map<string, readonly SignerIdentity[]>();
  return {
    of: (name) => lock.get(name),
    add: async (found) => {
      const fresh = [...found].filter(([name]) => !lock.has(name));
      if (fresh.length > 0) await write(path, writeIdentityLock(new Map([...lock, ...fresh])));
      return fresh.length;
    },
  };
};

/** Who has signed each package, of artifacts about which no evidence is bad. */
export const foundIdentities = (
  artifacts: readonly ArtifactVerdict[],
): ReadonlyMap<string, readonly SignerIdentity[]> => {
  const found = new Map<string, SignerIdentity[]>();
  const tainted = new Set(
    artifacts.filter(({ outcome }) => outcome === 'invalid').map(({ release }) => release.name),
  );
  for (const { release, evidence } of artifacts) {
    if (release.name === undefined || tainted.has(release.name)) continue;
    for (const one of evidence) {
      if (one.kind !== 'verified' || one.verification.outcome !== 'holds') continue;
      const { signer } = one.verification;
      if (signer === undefined) continue;
      const identities = found.get(release.name) ?? [];
      identities.push(signerIdentity(signer));
      found.set(release.name, identities);
    }
  }
  return found;
};
