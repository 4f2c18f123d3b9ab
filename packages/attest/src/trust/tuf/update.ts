import { hash } from 'node:crypto';
import { quoted } from '../../json/taker.ts';
import { isObject, member } from '../../json/value.ts';
import {
  assertFresh,
  assertSigned,
  described,
  type Described,
  type Metadata,
  readMetadata,
  type RoleName,
  TufProblem,
} from './metadata.ts';

/** Reads a file of a TUF repository, or of a copy of it; `undefined` where there is none. May throw what the port throws. */
export type TufFetch = (path: string, maxBytes: number) => Promise<Uint8Array | undefined>;

export type TufInput = {
  /** Root metadata that is trusted as it is. */
  readonly root: Uint8Array;
  readonly fetch: TufFetch;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What an earlier update got, by path: nothing may be older than that. */
  readonly previous?: ReadonlyMap<string, Uint8Array>;
};

export type TufResult =
  | {
      readonly kind: 'updated';
      readonly target: Uint8Array;
      /** Milliseconds since 1970: until when the metadata may be used. */
      readonly expires: number;
      /** Everything that was read, by path: to be kept, and verified again before it is used again. */
      readonly files: ReadonlyMap<string, Uint8Array>;
    }
  /** Why not: nothing of it may be used. */
  | { readonly kind: 'refused'; readonly why: string };

const MAX_ROOTS = 256;
const MAX = {
  root: 512_000,
  timestamp: 16_384,
  snapshot: 2_000_000,
  targets: 5_000_000,
  target: 1_000_000,
} as const;

/** Throws TufProblem where bytes are not those that signed metadata describes (TUF 1.0, 5.5.2, 5.6.2, 5.7.3). */
const assertDescribed = (bytes: Uint8Array, { length, sha256, sha512 }: Described, what: string): void => {
  if (length !== undefined && bytes.length !== length)
    throw new TufProblem(`${what} has ${bytes.length} bytes, not ${length}`);
  const same =
    (sha256 === undefined || hash('sha256', bytes, 'hex') === sha256) &&
    (sha512 === undefined || hash('sha512', bytes, 'hex') === sha512);
  if (!same) throw new TufProblem(`${what} has another digest than the metadata states`);
};

type Session = TufInput & { readonly files: Map<string, Uint8Array> };

const get = async (
  { fetch, files }: Session,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> => {
  const bytes = await fetch(path, maxBytes);
  if (bytes !== undefined && bytes.length > maxBytes)
    throw new TufProblem(`${path} has more than ${maxBytes} bytes`);
  if (bytes !== undefined) files.set(path, bytes);
  return bytes;
};

const needed = async (session: Session, path: string, maxBytes: number): Promise<Uint8Array> => {
  const bytes = await get(session, path, maxBytes);
  if (bytes === undefined) throw new TufProblem(`the repository has no ${path}`);
  return bytes;
};

/** The newest root, reached one version at a time: each signed by the one before and by itself (TUF 1.0, 5.3). */
const newestRoot = async (session: Session): Promise<Metadata> => {
  let root = readMetadata(session.root, 'root');
  assertSigned(root, root);
  for (let count = 0; count < MAX_ROOTS; count += 1) {
    const bytes = await get(session, `${root.version + 1}.root.json`, MAX.root);
    if (bytes === undefined) break;
    const next = readMetadata(bytes, 'root');
    assertSigned(next, root);
    assertSigned(next, next);
    if (next.version !== root.version + 1)
      throw new TufProblem(`root metadata of version ${next.version}, not ${root.version + 1}`);
    root = next;
  }
  assertFresh(root, session.now);
  return root;
};

/** Metadata of an earlier update, if the present root still vouches for it. */
const earlier = (session: Session, path: string, role: RoleName, root: Metadata): Metadata | undefined => {
  const bytes = session.previous?.get(path);
  if (bytes === undefined) return undefined;
  try {
    const metadata = readMetadata(bytes, role);
    assertSigned(metadata, root);
    return metadata;
  } catch (error) {
    if (error instanceof TufProblem) return undefined;
    throw error;
  }
};

const versionOf = (metadata: Metadata, name: string): number => {
  const { version } = described(metadata, 'meta', name);
  if (version === undefined) throw new TufProblem(`${metadata.role} metadata without the version of ${name}`);
  return version;
};

const newestTimestamp = async (session: Session, root: Metadata): Promise<Metadata> => {
  const timestamp = readMetadata(await needed(session, 'timestamp.json', MAX.timestamp), 'timestamp');
  assertSigned(timestamp, root);
  const before = earlier(session, 'timestamp.json', 'timestamp', root);
  if (
    before !== undefined &&
    (timestamp.version < before.version ||
      versionOf(timestamp, 'snapshot.json') < versionOf(before, 'snapshot.json'))
  )
    throw new TufProblem('timestamp metadata older than what was seen before');
  assertFresh(timestamp, session.now);
  return timestamp;
};

/** Snapshot or targets: signed, as the metadata above describes it, of the version that it states, fresh (TUF 1.0, 5.5, 5.6). */
const next = async (
  session: Session,
  root: Metadata,
  above: Metadata,
  role: 'snapshot' | 'targets',
): Promise<Metadata> => {
  const version = versionOf(above, `${role}.json`);
  const consistent = member(root.signed, 'consistent_snapshot') === true;
  const bytes = await needed(session, consistent ? `${version}.${role}.json` : `${role}.json`, MAX[role]);
  assertDescribed(bytes, described(above, 'meta', `${role}.json`), `${role} metadata`);
  const metadata = readMetadata(bytes, role);
  assertSigned(metadata, root);
  if (metadata.version !== version)
    throw new TufProblem(`${role} metadata of version ${metadata.version}, not ${version}`);
  assertFresh(metadata, session.now);
  return metadata;
};

/** What was seen before counts even where it has expired: versions only grow (TUF 1.0, 5.5.5). */
const assertNotRolledBack = (session: Session, root: Metadata, snapshot: Metadata): void => {
  const timestamp = earlier(session, 'timestamp.json', 'timestamp', root);
  if (timestamp === undefined) return;
  const version = versionOf(timestamp, 'snapshot.json');
  const before =
    earlier(session, `${version}.snapshot.json`, 'snapshot', root) ??
    earlier(session, 'snapshot.json', 'snapshot', root);
  const listed = before === undefined ? undefined : member(before.signed, 'meta');
  if (before === undefined || !isObject(listed)) return;
  // Those of delegations, too: what was once vouched for neither disappears nor grows older.
  for (const name of Object.keys(listed))
    if (versionOf(snapshot, name) < versionOf(before, name))
      throw new TufProblem(`snapshot metadata names an older ${quoted(name)} than was seen before`);
};

/**
 * Updates one target file from a TUF repository (TUF 1.0, 5, "Detailed client workflow"): root by root, then timestamp, snapshot,
 * targets, target. The same function verifies a copy of earlier files again: give it a `fetch` that reads them.
 */
export const updateTarget = async (input: TufInput, name: string): Promise<TufResult> => {
  const session: Session = { ...input, files: new Map() };
  try {
    const root = await newestRoot(session);
    const timestamp = await newestTimestamp(session, root);
    const snapshot = await next(session, root, timestamp, 'snapshot');
    assertNotRolledBack(session, root, snapshot);
    const targets = await next(session, root, snapshot, 'targets');
    const wanted = described(targets, 'targets', name);
    if (wanted.sha256 === undefined || wanted.length === undefined || !/^[0-9a-f]{64}$/.test(wanted.sha256))
      throw new TufProblem(`targets metadata without the digest of ${name}`);
    const consistent = member(root.signed, 'consistent_snapshot') === true;
    const path = `targets/${consistent ? `${wanted.sha256}.` : ''}${name}`;
    const target = await needed(session, path, Math.min(MAX.target, wanted.length));
    assertDescribed(target, wanted, name);
    const expires = Math.min(...[root, timestamp, snapshot, targets].map((metadata) => metadata.expires));
    return { kind: 'updated', target, expires, files: session.files };
  } catch (error) {
    if (error instanceof TufProblem) return { kind: 'refused', why: error.message };
    throw error;
  }
};
