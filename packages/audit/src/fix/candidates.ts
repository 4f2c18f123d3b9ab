import {
  compareVersions,
  contains,
  isLocal,
  isPrerelease,
  parseSpecifierSet,
  parseVersion,
  type Version,
} from '@custody/python';
import type { Assessment, Assessor } from '../flaw/index.ts';
import type { IndexData, IndexVersion } from '../index-data/index.ts';
import type { Graph, Node } from './graph.ts';

/** A version that a package could move to. */
export type Candidate = {
  readonly version: string;
  /** How many offered versions it is away, 1 for the next one. */
  readonly rank: number;
  /** Flaws of the present version that it ends, and those that it leaves, by their first names. */
  readonly ends: readonly string[];
  readonly leaves: readonly string[];
  readonly requiresPython?: string;
  readonly uploaded?: string;
};

/** Where a package could go, before anyone else is asked. */
export type Candidates = {
  /** Nearest first. None brings a flaw in, or one of which nobody can tell. */
  readonly fit: readonly Candidate[];
  /** Those that only their Python keeps from fitting. */
  readonly otherPython: readonly Candidate[];
  /** Those that end something, but bring flaws in, with these. */
  readonly tainted: readonly { readonly version: string; readonly brings: readonly string[] }[];
  /** Why the index was of no help, where it was not: then only versions that advisories call fixed are known. */
  readonly blind?: string;
};

/** More versions than this are not looked at one by one. */
export const MOST_VERSIONS = 20_000;

/** Whether a specifier set leaves room for some release of a minor version of Python. */
export const takesPython = (requires: string, minor: string): boolean => {
  const set = parseSpecifierSet(requires);
  // Installers pass over what they cannot read (PEP 345 says nothing else), and take the file.
  if (set.kind === 'invalid') return true;
  return minor.split('.').length > 2
    ? contains(set, minor)
    : ['.0', '.5', '.9', '.14', '.99'].some((patch) => contains(set, `${minor}${patch}`));
};

const firstNames = (of: readonly { readonly ids: readonly [string, ...string[]] }[]): readonly string[] =>
  of.map(({ ids }) => ids[0]);

type Offered = IndexVersion & { readonly read: Version };

const readAll = (versions: readonly IndexVersion[]): readonly Offered[] =>
  versions.flatMap((one) => {
    const read = parseVersion(one.version);
    return read === undefined ? [] : [{ ...one, read }];
  });

/** pip's rules: never what was yanked, a pre-release only for who is on one already, never another's local version. */
const mayChoose = ({ yanked, read }: Offered, now: Version): boolean =>
  yanked === undefined && !isLocal(read) && (isPrerelease(now) || !isPrerelease(read));

const offeredFor = async (
  { name }: Node,
  now: Assessment,
  index: IndexData,
): Promise<{ readonly offered: readonly Offered[]; readonly blind?: string }> => {
  const answer = await index.versions(name);
  if (answer.kind === 'known') return { offered: readAll(answer.value.slice(-MOST_VERSIONS)) };
  const fixed = [...new Set(now.flaws.flatMap((flaw) => flaw.fixed))].map((version) => ({ version }));
  return {
    offered: [...readAll(fixed)].sort((a, b) => compareVersions(a.read, b.read)),
    blind: answer.reason,
  };
};

/** Finds out where a package could go. */
export const candidatesOf = async (
  node: Node,
  { assess, index, pythons }: { assess: Assessor; index: IndexData; pythons: Graph['pythons'] },
): Promise<Candidates> => {
  const at = (version: string): Assessment => assess({ ecosystem: 'PyPI', name: node.name, version });
  const now = at(node.version);
  const read = parseVersion(node.version);
  const { offered, blind } = await offeredFor(node, now, index);
  if (read === undefined)
    return { fit: [], otherPython: [], tainted: [], ...(blind === undefined ? {} : { blind }) };
  const held = new Set(firstNames(now.flaws));
  const open = new Set(firstNames(now.unjudged));
  const fit: Candidate[] = [];
  const otherPython: Candidate[] = [];
  const tainted: { version: string; brings: readonly string[] }[] = [];
  const look = (one: Offered, rank: number): void => {
    const { flaws, unjudged } = at(one.version);
    const names = firstNames(flaws);
    const brings = [
      ...names.filter((name) => !held.has(name)),
      ...firstNames(unjudged).filter((name) => !open.has(name)),
    ];
    const leaves = names.filter((name) => held.has(name));
    if (brings.length > 0) {
      if (leaves.length < held.size) tainted.push({ version: one.version, brings });
      return;
    }
    const { requiresPython, uploaded } = one;
    const candidate: Candidate = {
      version: one.version,
      rank,
      ends: [...held].filter((name) => !names.includes(name)),
      leaves,
      ...(requiresPython === undefined ? {} : { requiresPython }),
      ...(uploaded === undefined ? {} : { uploaded }),
    };
    const fits =
      requiresPython === undefined ||
      pythons === undefined ||
      pythons.every((minor) => takesPython(requiresPython, minor));
    (fits ? fit : otherPython).push(candidate);
  };
  const choosable = offered.filter((one) => mayChoose(one, read));
  const later = choosable.filter((one) => compareVersions(one.read, read) > 0);
  for (const [place, one] of later.entries()) look(one, place + 1);
  // A hijacked release is often the newest there is: then the way is back.
  if (now.flaws.some(({ malicious }) => malicious) && !fit.some(({ ends }) => ends.length > 0)) {
    const earlier = choosable.filter((one) => compareVersions(one.read, read) < 0).toReversed();
    for (const [place, one] of earlier.entries()) look(one, later.length + place + 1);
  }
  return { fit, otherPython, tainted, ...(blind === undefined ? {} : { blind }) };
};
