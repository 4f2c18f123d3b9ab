import {
  type LockedFile,
  type LockedHashAlgorithm,
  type LockedPackage,
  type LockFormat,
  type LockReading,
  readLockAs,
} from '@custody/python';
import type { SubjectLocation, SubjectSource } from '../../subject/index.ts';
import type { Pending } from '../pending.ts';
import type { PendingInput } from '../requirements/collect.ts';
import type { CollectProblem } from '../types.ts';
import { broughtBy } from './groups.ts';

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

const hashesOf = (files: readonly LockedFile[]): NonNullable<Pending['hashes']> => {
  const found: { algorithm: string; digest: string }[] = [];
  for (const { hashes } of files)
    for (const { algorithm, value } of hashes) found.push({ algorithm: HASHLIB[algorithm], digest: value });
  return found;
};

const locationAt = (file: string, line: number | undefined, pointer: string): SubjectLocation => ({
  file,
  ...(line === undefined ? {} : { position: { kind: 'text' as const, line } }),
  pointer,
});

/** The project that a lock is one of: it is what the lock belongs to, and none of its entries. */
const projectOf = (packages: readonly LockedPackage[]): LockedPackage | undefined => {
  const [first, ...others] = packages.filter(({ root }) => root === true);
  return others.length === 0 ? first : undefined;
};

const pendingOf = (file: string, reading: LockReading): readonly Pending[] => {
  const { packages, problems } = reading;
  const project = projectOf(packages);
  const byEntry = new Map(
    packages.map((locked, position) => [locked.entry ?? position, { locked, position }]),
  );
  const lost = new Map(
    problems.flatMap((problem) =>
      problem.entry === undefined || !problem.incomplete ? [] : [[problem.entry, problem]],
    ),
  );
  const brought = broughtBy(packages);
  const places: number[] = [];
  const pending: Pending[] = [];
  for (let entry = 0; entry < reading.entries; entry += 1) {
    const found = byEntry.get(entry);
    const problem = lost.get(entry);
    if (found === undefined) {
      pending.push({
        text: problem?.message ?? `entry ${entry}`,
        location: locationAt(file, problem?.line, `/${entry}`),
        refused: { reason: 'malformed', sentence: problem?.message ?? 'it cannot be understood' },
      });
      continue;
    }
    const { locked, position } = found;
    if (locked === project) continue;
    places[position] = pending.length;
    const by = brought[position];
    pending.push({
      text:
        locked.requirement ??
        (locked.version === undefined ? locked.name : `${locked.name}==${locked.version}`),
      location: locationAt(file, locked.line, `/${entry}`),
      name: locked.name,
      ...(locked.version === undefined ? {} : { version: locked.version }),
      ...(locked.marker === undefined ? {} : { marker: locked.marker }),
      source: sourceOf(locked),
      ...(locked.files.length === 0 ? {} : { hashes: hashesOf(locked.files) }),
      groups: by?.groups ?? [],
      extras: by?.extras ?? [],
      ...(by?.direct === undefined ? {} : { direct: by.direct }),
      parents: by?.parents ?? [],
    });
  }
  return pending.map((one) =>
    one.parents === undefined
      ? one
      : { ...one, parents: one.parents.flatMap((position) => places[position] ?? []) },
  );
};

/** The entries of a lock file, with who needs whom, and the groups and extras that bring each. */
export const collectLock = (
  file: string,
  bytes: Uint8Array,
  format: Exclude<LockFormat, 'requirements'>,
  problems: CollectProblem[],
): PendingInput => {
  const lock = readLockAs(bytes, format);
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
