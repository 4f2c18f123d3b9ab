import { signatureHolds } from '../../crypto/signature.ts';
import { readJson } from '../../json/read.ts';
import type { Json } from '../../json/types.ts';
import { isArray, isObject, member, textMember } from '../../json/value.ts';
import { parseTime } from '../time.ts';
import { canonicalJson } from './canonical.ts';
import { type TufKey, tufKey } from './key.ts';

export type RoleName = 'root' | 'timestamp' | 'snapshot' | 'targets';

/** Metadata of a role (TUF 1.0, 4), read; its signatures are not yet verified. */
export type Metadata = {
  readonly role: RoleName;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly signed: Json;
  readonly canonical: Buffer;
  readonly signatures: readonly { readonly keyid: string; readonly signature: Buffer }[];
};

/** Why metadata is not used. Thrown inside this folder, and caught where the update starts. */
export class TufProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TufProblem';
  }
}

const LIMITS = { maxBytes: 5 * 2 ** 20, maxDepth: 32 };
const MAX_SIGNATURES = 64;

/** Reads metadata of a role. Throws TufProblem. */
export const readMetadata = (bytes: Uint8Array, role: RoleName): Metadata => {
  const json = readJson(bytes, LIMITS);
  if (json.kind === 'invalid') throw new TufProblem(`${role} metadata: ${json.problems[0].message}`);
  const signed = member(json.value, 'signed');
  const version = member(signed, 'version');
  const expires = parseTime(textMember(signed, 'expires') ?? '');
  const canonical = signed === undefined ? undefined : canonicalJson(signed);
  const listed = member(json.value, 'signatures');
  if (textMember(signed, '_type') !== role || !(textMember(signed, 'spec_version') ?? '').startsWith('1.'))
    throw new TufProblem(`${role} metadata of another kind or version of the standard`);
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1 || expires === undefined)
    throw new TufProblem(`${role} metadata without version or expiry`);
  if (signed === undefined || canonical === undefined || !isArray(listed) || listed.length > MAX_SIGNATURES)
    throw new TufProblem(`${role} metadata without signatures`);
  const signatures = listed.map((item) => ({
    keyid: textMember(item, 'keyid') ?? '',
    signature: Buffer.from(textMember(item, 'sig') ?? '', 'hex'),
  }));
  return { role, version, expires, signed, canonical: Buffer.from(canonical), signatures };
};

const keysFor = (
  root: Metadata,
  role: RoleName,
): { keys: ReadonlyMap<string, TufKey>; threshold: number } => {
  const described = member(member(root.signed, 'roles'), role);
  const threshold = member(described, 'threshold');
  const ids = member(described, 'keyids');
  if (typeof threshold !== 'number' || !Number.isSafeInteger(threshold) || threshold < 1 || !isArray(ids))
    throw new TufProblem(`root metadata that does not say who signs ${role}`);
  const all = member(root.signed, 'keys');
  const keys = new Map<string, TufKey>();
  for (const id of ids) {
    const key = typeof id === 'string' ? tufKey(member(all, id)) : undefined;
    if (typeof id === 'string' && key !== undefined) keys.set(id, key);
  }
  return { keys, threshold };
};

/** Throws TufProblem unless enough different keys that `root` names for the role have signed (TUF 1.0, 5.3.4 and on). */
export const assertSigned = (metadata: Metadata, root: Metadata): void => {
  const { keys, threshold } = keysFor(root, metadata.role);
  // Two ids of one key are one signer.
  const signers = new Set<string>();
  for (const { keyid, signature } of metadata.signatures) {
    const found = keys.get(keyid);
    if (found === undefined || !signatureHolds(found.key, found.scheme, metadata.canonical, signature))
      continue;
    signers.add(found.key.export({ format: 'der', type: 'spki' }).toString('hex'));
  }
  if (signers.size < threshold)
    throw new TufProblem(
      `${metadata.role} metadata of version ${metadata.version} has ${signers.size} good signatures, ${threshold} are needed`,
    );
};

/** Throws TufProblem where the metadata is no longer meant to be used (TUF 1.0, 5.3.10, 5.4.4, 5.5.6, 5.6.5). */
export const assertFresh = ({ role, expires }: Metadata, now: number): void => {
  if (expires <= now) throw new TufProblem(`${role} metadata expired at ${new Date(expires).toISOString()}`);
};

/** What one metadata file says of another, or of a target: version, length, hashes. Absent members are `undefined`. */
export type Described = {
  readonly version: number | undefined;
  readonly length: number | undefined;
  readonly sha256: string | undefined;
  readonly sha512: string | undefined;
};

/** The description of a file in `meta` or `targets`. Throws TufProblem where there is none. */
export const described = (metadata: Metadata, list: 'meta' | 'targets', name: string): Described => {
  const found = member(member(metadata.signed, list), name);
  if (!isObject(found)) throw new TufProblem(`${metadata.role} metadata that does not name ${name}`);
  const number = (key: string): number | undefined => {
    const value = member(found, key);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const hashes = member(found, 'hashes');
  return {
    version: number('version'),
    length: number('length'),
    sha256: textMember(hashes, 'sha256'),
    sha512: textMember(hashes, 'sha512'),
  };
};
