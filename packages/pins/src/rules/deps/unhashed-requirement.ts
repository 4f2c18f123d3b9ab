import type { Rule } from '@custody/findings';
import { indexPackages, type Lock, locksIn, packageRange } from '../../deps/locks.ts';
import { pinOf } from '../../deps/pin.ts';
import {
  hashesOf,
  indexEntries,
  type RequirementEntry,
  type RequirementsFile,
  requirementFilesIn,
} from '../../deps/requirement-files.ts';
import { highestRole, reachesUsers } from '../../deps/roles.ts';
import { counted, listed } from '../../deps/words.ts';
import { optionNamed } from '../../installs/installs.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { type Mend, type Observation, type PinRule, placeAt, quoted } from '../rule.ts';
import { hashMend } from './hash-mend.ts';

const rule: Rule = {
  id: 'deps/unhashed-requirement',
  title: 'A file of fixed versions names the hashes of their files',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A version is a name: without hashes any file that an index offers under it is taken, one that was uploaded later included; and what the listed projects need in turn is not held at all unless all of it is listed.',
  todo: 'Lock it with hashes (`uv pip compile --generate-hashes`, `pip-compile --generate-hashes`) and install it with `--require-hashes`.',
};

const namesOf = (entries: readonly RequirementEntry[]): readonly string[] =>
  entries.map(({ requirement }) => requirement.writtenName);

/** pip takes a file with one hash for a promise that all have one, and refuses it otherwise (pip, "Secure installs"). */
const ofHalf = (
  view: RepositoryView,
  { file }: RequirementsFile,
  entries: readonly RequirementEntry[],
): readonly Observation[] =>
  entries
    .filter((entry) => hashesOf(entry).length === 0)
    .map((entry) => {
      const mend = hashMend(view, file, entry);
      return {
        kind: 'found' as const,
        at: placeAt(file, entry.range),
        message: `${quoted(entry.requirement.writtenName)} has no hash, though others in the file have: pip refuses the whole file.`,
        severity: 'medium' as const,
        key: entry.requirement.name,
        ...(mend && { mend }),
      };
    });

const isDemanded = ({ installs }: RequirementsFile): boolean =>
  installs.some((install) => optionNamed(install, '--require-hashes') !== undefined);

/** Hashes for all of them, or none: with the first hash pip asks for all, and for those of what is not listed too. */
const wholeMend = (
  view: RepositoryView,
  { file }: RequirementsFile,
  entries: readonly RequirementEntry[],
): Mend | undefined => {
  const mends = entries.map((entry) => hashMend(view, file, entry));
  const splices = mends.flatMap((mend) => mend?.edits.flatMap((edit) => edit.splices) ?? []);
  return mends.includes(undefined)
    ? undefined
    : { title: 'name the hashes of all files', safety: 'unsafe', edits: [{ path: file.path, splices }] };
};

/** A file whose versions are all fixed, and none of them by its bytes. */
const ofWhole = (
  view: RepositoryView,
  one: RequirementsFile,
  entries: readonly RequirementEntry[],
): Observation | undefined => {
  const [first] = entries;
  if (first === undefined) return undefined;
  const { file, installs } = one;
  const mend = wholeMend(view, one, entries);
  const role = highestRole(view, installs);
  const into = reachesUsers(role) ? `; ${role.because}` : '';
  const demanded = isDemanded(one) ? ', and is installed with --require-hashes: pip refuses it' : '';
  return {
    kind: 'found',
    at: placeAt(file, first.range),
    related: installs.slice(0, 10).map((install) => placeAt(install.file, install.range)),
    message: `${file.path} fixes ${counted(entries.length, 'version')} (${listed(namesOf(entries))}) without hashes${demanded}${into}.`,
    ...(mend && { mend }),
    severity: demanded !== '' || reachesUsers(role) ? 'medium' : installs.length > 0 ? 'low' : 'info',
  };
};

const ofLock = (lock: Lock): Observation | undefined => {
  const bare = indexPackages(lock).filter(({ files }) => files.every(({ hashes }) => hashes.length === 0));
  const [first] = bare;
  if (first === undefined) return undefined;
  return {
    kind: 'found',
    at: placeAt(lock.file, packageRange(lock, first)),
    message: `The lock names no hash of ${listed(bare.map(({ name }) => name))}.`,
    severity: 'medium',
    todo: 'Lock again with a current version of the tool that wrote it.',
  };
};

/** Requirements files of fixed versions, and locks, that name no hashes. */
export const unhashedRequirement: PinRule = {
  rule,
  *judge(view) {
    for (const one of view.once(requirementFilesIn)) {
      const entries = indexEntries(one);
      const hashed = entries.filter((entry) => hashesOf(entry).length > 0).length;
      if (hashed === entries.length) continue;
      if (hashed > 0) yield* ofHalf(view, one, entries);
      else if (
        (!one.constraints || one.installs.length > 0) &&
        entries.every(({ requirement }) => pinOf(requirement) !== undefined)
      ) {
        const seen = ofWhole(view, one, entries);
        if (seen !== undefined) yield seen;
      }
    }
    for (const lock of view.once(locksIn)) {
      const seen = ofLock(lock);
      if (seen !== undefined) yield seen;
    }
  },
};
