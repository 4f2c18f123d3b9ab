import { parseVersion } from '@custody/python';
import type { OsvAffected, OsvEvent, OsvRange, OsvRecord } from '../types.ts';
import { branchOf, type TaggedRelease } from './tags.ts';

/** Where advisories on the interpreter itself are filed in a store: OSV knows no ecosystem for it, only its repository. */
export const CPYTHON = { ecosystem: 'CPython', name: 'cpython' } as const;

const REPOSITORY = /^https?:\/\/github\.com\/python\/cpython(?:\.git)?\/?$/i;

const valuesOf = ({ events }: OsvRange, kind: OsvEvent['kind']): readonly string[] =>
  events.flatMap((event) => (event.kind === kind ? [event.value] : []));

/**
 * Whether a release is affected: it contains where the flaw came in, and nothing that mends it (OSV 1.7.5, "Evaluation", for commits).
 * What was mended in a branch was mended by a commit of that branch.
 */
const isAffected = (range: OsvRange, { commits }: TaggedRelease): boolean =>
  valuesOf(range, 'introduced').some((commit) => commit === '0' || commits.has(commit)) &&
  !valuesOf(range, 'fixed').some((commit) => commits.has(commit));

/**
 * Changes of state along the releases in the order of their versions: what lies between two releases is as the earlier. A branch whose
 * first release in the table is affected was so from its beginning, whatever the branch before it ended as.
 */
const eventsOf = (range: OsvRange, releases: readonly TaggedRelease[]): readonly OsvEvent[] => {
  const events: OsvEvent[] = [];
  let before = false;
  for (const [at, release] of releases.entries()) {
    const affected = isAffected(range, release);
    const first = branchOf(release) !== branchOf(releases[at - 1]);
    const start = at === 0 ? '0' : first ? `${branchOf(release)}.dev0` : release.version;
    if (affected && !before) events.push({ kind: 'introduced', value: start });
    if (!affected && before) events.push({ kind: 'fixed', value: release.version });
    before = affected;
  }
  return events;
};

/** A range over commits as stretches of releases: empty where no release is affected, undefined where the table cannot answer. */
const releasedEvents = (
  range: OsvRange,
  releases: readonly TaggedRelease[],
): readonly OsvEvent[] | undefined => {
  if (range.events.some(({ kind }) => kind !== 'introduced' && kind !== 'fixed')) return undefined;
  // A mended flaw whose mending no release of the table contains: the table is older than the advisory, or of something else.
  const fixed = valuesOf(range, 'fixed');
  if (fixed.length > 0 && !releases.some(({ commits }) => fixed.some((commit) => commits.has(commit))))
    return undefined;
  return eventsOf(range, releases);
};

/** With a table, every record about the interpreter is filed under it: what the table cannot answer is unknown, and not left out. */
const byTable = (
  affected: OsvAffected,
  ranges: readonly OsvRange[],
  releases: readonly TaggedRelease[],
): OsvAffected => {
  const all = ranges.map((range) => releasedEvents(range, releases));
  const released = all.flatMap((events): readonly OsvRange[] =>
    events === undefined || events.length === 0 ? [] : [{ type: 'ECOSYSTEM', events }],
  );
  const open = all.includes(undefined);
  if (released.length === 0 && affected.versions.length === 0 && !open) return affected;
  return {
    ...affected,
    ...CPYTHON,
    ranges: [...affected.ranges, ...released],
    ...(open ? { unreadable: [...(affected.unreadable ?? []), 'the release of a commit'] } : {}),
  };
};

const named = (affected: OsvAffected, releases: readonly TaggedRelease[] | undefined): OsvAffected => {
  const ranges = affected.ranges.filter(
    ({ type, repo }) => type === 'GIT' && repo !== undefined && REPOSITORY.test(repo),
  );
  if (affected.ecosystem !== undefined || ranges.length === 0) return affected;
  // Some databases list the tags of a range themselves.
  const versions = affected.versions
    .map((version) => version.replace(/^v/, ''))
    .filter((version) => parseVersion(version) !== undefined);
  if (releases !== undefined) return byTable({ ...affected, versions }, ranges, releases);
  // Commits alone answer nothing about a release: without a table the record stays where nobody looks for it, and the interpreter unaudited.
  return versions.length === 0 ? affected : { ...affected, ...CPYTHON, versions };
};

/** Files what a record says of CPython's repository under the interpreter's name, as far as it speaks of releases, or the table makes it. */
export const nameInterpreter = (record: OsvRecord, releases?: readonly TaggedRelease[]): OsvRecord =>
  record.affected.every(({ ecosystem }) => ecosystem !== undefined)
    ? record
    : { ...record, affected: record.affected.map((affected) => named(affected, releases)) };
