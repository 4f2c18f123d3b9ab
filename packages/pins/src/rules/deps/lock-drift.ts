import type { Rule } from '@custody/findings';
import { contains, normalizeName, parseVersion, type Requirement, specifierSetText } from '@custody/python';
import { type Lock, locksIn, unreadLocksIn } from '../../deps/locks.ts';
import { pinOf } from '../../deps/pin.ts';
import { type Declared, type Project, projectsIn } from '../../deps/projects.ts';
import { indexEntries, type RequirementsFile, requirementFilesIn } from '../../deps/requirement-files.ts';
import { tableAt } from '../../deps/toml.ts';
import { requirementsOf } from '../../repository/requirements.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { ByteRange } from '../../types.ts';
import { type Observation, type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'deps/lock-drift',
  title: 'A lock holds what is declared beside it',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Where the two disagree, an install either fails or resolves anew, and nobody has looked at what it takes then.',
  todo: 'Lock again (`uv lock`, `poetry lock`, `pdm lock`, `pip-compile`), and let the build fail where the lock is behind (`--locked`, `--frozen`).',
};

/** Versions that a lock has of each name; a name without a version may have any. */
type Locked = ReadonlyMap<string, readonly (string | undefined)[]>;

const lockedIn = ({ reading }: Lock): Locked => {
  const found = new Map<string, (string | undefined)[]>();
  for (const { name, version } of reading.packages) {
    const key = normalizeName(name);
    const list = found.get(key);
    if (list === undefined) found.set(key, [version]);
    else list.push(version);
  }
  return found;
};

/** What of the lock does not answer a requirement, as one sentence. */
const driftOf = (requirement: Requirement, locked: Locked): string | undefined => {
  const { target, writtenName, name, marker } = requirement;
  const versions = locked.get(name);
  // What a marker asks for may be left out on purpose; and a name with an address has no range.
  if (versions === undefined)
    return marker === undefined ? `${quoted(writtenName)} is declared, and not in the lock` : undefined;
  if (target.kind !== 'versions' || target.specifiers.specifiers.length === 0) return undefined;
  const read = versions.map((text) => (text === undefined ? undefined : parseVersion(text)));
  if (read.includes(undefined)) return undefined;
  const fits = read.some(
    (version) => version !== undefined && contains(target.specifiers, version, { prereleases: true }),
  );
  const range = specifierSetText(target.specifiers);
  return fits
    ? undefined
    : `${quoted(`${writtenName}${range}`)} is declared, and the lock has ${versions.join(', ')}`;
};

const observed = (
  declaredIn: SourceFile,
  range: ByteRange,
  lock: SourceFile,
  drift: string,
  key: string,
): Observation => ({
  kind: 'found',
  at: placeAt(declaredIn, range),
  related: [placeAt(lock, { start: 0, end: 0 }, 'the lock')],
  message: `${drift} (${lock.path}).`,
  key,
});

/** The lock beside it that is made of pyproject.toml, as Pipfile.lock is not. A member of a workspace has none, and the lock above may hold more. */
const lockOf = (view: RepositoryView, { directory }: Project): Lock | undefined =>
  view
    .once(locksIn)
    .find((lock) => lock.directory === directory && lock.format !== 'pylock' && lock.format !== 'pipfile');

function* ofProject(view: RepositoryView, project: Project): Generator<Observation> {
  const lock = lockOf(view, project);
  // A lock that could not be read whole tells nothing of what is missing.
  if (lock === undefined || lock.reading.problems.some(({ incomplete }) => incomplete)) return;
  const locked = lockedIn(lock);
  const own = tableAt(project.toml.root, 'project')?.get('name');
  const sought: readonly Declared[] = project.declared.filter(
    ({ of, requirement }) =>
      of !== 'build' &&
      // PDM locks the groups that were asked for, and no others.
      (of === 'project' || lock.format !== 'pdm') &&
      // A project that asks for its own extras.
      !(typeof own === 'string' && requirement.name === normalizeName(own)),
  );
  const drifts = sought.flatMap(({ requirement, path }) => {
    const drift = driftOf(requirement, locked);
    return drift === undefined ? [] : [{ drift, path, name: requirement.name }];
  });
  const places = project.toml.places(drifts.map(({ path }) => path));
  for (const [at, { drift, name }] of drifts.entries())
    yield observed(project.toml.file, places[at] ?? { start: 0, end: 0 }, lock.file, drift, name);
}

/** `requirements.in` and the `requirements.txt` that is made of it. */
function* ofCompiled(view: RepositoryView, compiled: RequirementsFile): Generator<Observation> {
  const path = compiled.file.path.replace(/\.txt$/, '.in');
  const input = path === compiled.file.path ? undefined : view.repository.read(path);
  if (input?.kind !== 'file') return;
  const entries = indexEntries(compiled);
  // Not made by a compiler: a list that is kept by hand beside another one.
  if (entries.length === 0 || !entries.every(({ requirement }) => pinOf(requirement) !== undefined)) return;
  const reading = requirementsOf(input.file);
  if (reading.kind === 'unreadable') return;
  const locked = new Map<string, (string | undefined)[]>();
  for (const { requirement } of entries)
    locked.set(requirement.name, [...(locked.get(requirement.name) ?? []), pinOf(requirement)]);
  for (const entry of compiled.reading.entries)
    if (entry.kind === 'requirement' && entry.requirement.target.kind === 'url')
      locked.set(entry.requirement.name, [undefined]);
  for (const entry of reading.entries) {
    if (entry.kind !== 'requirement') continue;
    const drift = driftOf(entry.requirement, locked);
    if (drift !== undefined)
      yield observed(input.file, entry.range, compiled.file, drift, entry.requirement.name);
  }
}

/** Requirements that the lock beside them does not answer. */
export const lockDrift: PinRule = {
  rule,
  *judge(view) {
    for (const { path, reason } of unreadLocksIn(view))
      yield { kind: 'unknown', at: { path }, reason: `what it locks could not be read: ${reason}` };
    for (const project of view.once(projectsIn)) yield* ofProject(view, project);
    for (const one of view.once(requirementFilesIn)) yield* ofCompiled(view, one);
  },
};
