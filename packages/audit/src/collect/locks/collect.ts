import {
  type LockedFile,
  type LockedHashAlgorithm,
  type LockedPackage,
  type LockFormat,
  type LockReading,
  readLockAs,
} from '@custody/python';
import type { Subject, SubjectLocation, SubjectSource } from '../../subject/index.ts';
import type { Pending } from '../pending.ts';
import type { PendingInput } from '../requirements/collect.ts';
import type { CollectProblem } from '../types.ts';
import { type Brought, broughtBy } from './groups.ts';

const sourceOf = ({ source }: LockedPackage): SubjectSource =>
  source.kind === 'local' ? { kind: 'local', path: source.path } : source;

/** As hashlib names them, by the names that documents use. */
const HASHLIB: Readonly<Record<LockedHashAlgorithm, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
  'SHA3-256': 'sha3_256',
  'SHA3-384': 'sha3_384',
  'SHA3-512': 'sha3_512',
};

const hashesOf = (files: readonly LockedFile[]): Subject['hashes'] => {
  const found: { algorithm: string; digest: string }[] = [];
  for (const { hashes } of files)
    for (const { algorithm, value } of hashes) found.push({ algorithm: HASHLIB[algorithm], digest: value });
  return found;
};

const locationAt = (file: string, line: number | undefined, pointer: string): SubjectLocation =>
  line === undefined ? { file, pointer } : { file, position: { kind: 'text', line }, pointer };

const NONE: readonly never[] = [];

/** The project that a lock is one of: it is what the lock belongs to, and none of its entries. */
const projectOf = (packages: readonly LockedPackage[]): LockedPackage | undefined => {
  const [first, ...others] = packages.filter(({ root }) => root === true);
  return others.length === 0 ? first : undefined;
};

/** An object that is still being made. */
type Making<T> = { -readonly [Member in keyof T]: T[Member] };

const pendingOfPackage = (
  file: string,
  locked: LockedPackage,
  entry: number,
  by: Brought | undefined,
): Making<Pending> => {
  const { name, version, marker, requirement, line } = locked;
  const made: Making<Pending> = {
    text: requirement ?? (version === undefined ? name : `${name}==${version}`),
    location: locationAt(file, line, `/${entry}`),
    name,
    source: sourceOf(locked),
    hashes: hashesOf(locked.files),
    groups: by?.groups ?? NONE,
    extras: by?.extras ?? NONE,
    parents: NONE,
  };
  // Assigned to rather than spread: a lock has ten thousand.
  if (version !== undefined) made.version = version;
  if (marker !== undefined) made.marker = marker;
  if (by?.direct !== undefined) made.direct = by.direct;
  return made;
};

const pendingOf = (file: string, reading: LockReading): readonly Pending[] => {
  const { packages, problems } = reading;
  const project = projectOf(packages);
  const byEntry = new Map<number, number>();
  for (let at = 0; at < packages.length; at += 1) byEntry.set(packages[at]?.entry ?? at, at);
  const lost = new Map(
    problems.flatMap((problem) =>
      problem.entry === undefined || !problem.incomplete ? [] : [[problem.entry, problem]],
    ),
  );
  const brought = broughtBy(packages);
  const places: (number | undefined)[] = [];
  const pending: Pending[] = [];
  // Those that need a package may stand behind it: their places are known when all are counted.
  const parents: { readonly of: Making<Pending>; readonly positions: readonly number[] }[] = [];
  for (let entry = 0; entry < reading.entries; entry += 1) {
    const position = byEntry.get(entry);
    const locked = position === undefined ? undefined : packages[position];
    if (position === undefined || locked === undefined) {
      const problem = lost.get(entry);
      pending.push({
        text: problem?.message ?? `entry ${entry}`,
        location: locationAt(file, problem?.line, `/${entry}`),
        refused: { reason: 'malformed', sentence: problem?.message ?? 'it cannot be understood' },
      });
      continue;
    }
    if (locked === project) continue;
    places[position] = pending.length;
    const by = brought[position];
    const made = pendingOfPackage(file, locked, entry, by);
    pending.push(made);
    if (by !== undefined && by.parents.length > 0) parents.push({ of: made, positions: by.parents });
  }
  for (const { of, positions } of parents) {
    const found: number[] = [];
    for (const position of positions) {
      const place = places[position];
      if (place !== undefined) found.push(place);
    }
    of.parents = found;
  }
  return pending;
};

/** The entries of a lock file, with who needs whom, and the groups and extras that bring each. */
export const collectLock = (
  file: string,
  bytes: Uint8Array,
  format: Exclude<LockFormat, 'requirements'>,
  problems: CollectProblem[],
): PendingInput => {
  const lock = readLockAs(bytes, format, { files: false });
  if (lock.kind === 'unreadable') return lock;
  const { reading } = lock;
  for (const { message, line, entry } of reading.problems) {
    const at = line ?? reading.packages.find((locked) => entry !== undefined && locked.entry === entry)?.line;
    problems.push({ file, ...(at === undefined ? {} : { line: at }), message });
  }
  const project = projectOf(reading.packages);
  const requires = reading.facts.find(({ name }) => name === 'requires-python')?.value;
  return {
    kind: 'entries',
    pending: pendingOf(file, reading),
    ...(project === undefined ? {} : { name: project.name }),
    ...(project?.version === undefined ? {} : { version: project.version }),
    ...(requires === undefined ? {} : { requiresPython: requires }),
  };
};
