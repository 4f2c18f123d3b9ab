import type { RequirementsEntry, RequirementsReading } from '@custody/python';
import { installsIn } from '../installs/installs.ts';
import { directoryOf, fileMeant } from '../installs/path.ts';
import type { Install } from '../installs/types.ts';
import { requirementsOf } from '../repository/requirements.ts';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import { isAside } from '../repository/aside.ts';

/** A requirements or constraints file of the repository, and what installs from it. */
export type RequirementsFile = {
  readonly file: SourceFile;
  readonly reading: RequirementsReading;
  /** Only narrows what others name. */
  readonly constraints: boolean;
  /** Installs that name it, or a file that names it. */
  readonly installs: readonly Install[];
  /** Files of this kind that it names. */
  readonly includes: readonly { readonly path: string; readonly constraints: boolean }[];
};

const NAMED =
  /(?:^|\/)[\w.-]*(?:requirements?|constraints?)[\w.-]*\.txt$|(?:^|\/)requirements\/[\w.-]+\.txt$/i;
const READ = /\.(?:txt|in|pip)$/i;

/** Files that are read for one repository. */
const MOST = 1000;

const isConstraints = (path: string): boolean => /constraints?[\w.-]*\.(?:txt|in)$/i.test(path);

const directInstalls = (view: RepositoryView): ReadonlyMap<string, Install[]> => {
  const found = new Map<string, Install[]>();
  for (const install of view.once(installsIn))
    for (const spec of install.specs) {
      if (spec.kind !== 'file' || spec.path === undefined) continue;
      const list = found.get(spec.path);
      if (list === undefined) found.set(spec.path, [install]);
      else list.push(install);
    }
  return found;
};

/** Whether installs take the file for requirements: one that is only ever a constraint is none. */
const asRequirements = (path: string, installs: readonly Install[]): boolean =>
  installs.some(({ specs }) =>
    specs.some((one) => one.kind === 'file' && one.of === 'requirements' && one.path === path),
  );

type Open = { readonly path: string; readonly installs: readonly Install[]; readonly constraints: boolean };

const readOne = (
  view: RepositoryView,
  { path, installs, constraints }: Open,
): RequirementsFile | undefined => {
  const reading = view.repository.read(path);
  if (reading?.kind !== 'file') return undefined;
  const read = requirementsOf(reading.file);
  if (read.kind === 'unreadable') return undefined;
  // Prose that is named like a list of requirements is none.
  const malformed = read.entries.filter(({ kind }) => kind === 'malformed').length;
  if (malformed * 2 > read.entries.length) return undefined;
  const includes = read.entries.flatMap((entry) => {
    if (entry.kind !== 'include') return [];
    const target = fileMeant(view, directoryOf(path), entry.target.text);
    return target === undefined
      ? []
      : [{ path: target, constraints: constraints || entry.of === 'constraints' }];
  });
  return { file: reading.file, reading: read, constraints, installs, includes };
};

const all = (view: RepositoryView): readonly RequirementsFile[] => {
  const direct = directInstalls(view);
  const found = new Map<string, RequirementsFile>();
  const open: Open[] = [];
  for (const [path, installs] of direct)
    if (READ.test(path)) open.push({ path, installs, constraints: !asRequirements(path, installs) });
  for (const path of view.repository.paths)
    if (NAMED.test(path) && !isAside(path) && !direct.has(path))
      open.push({ path, installs: [], constraints: isConstraints(path) });
  for (const one of open) {
    const known = found.get(one.path);
    if (found.size >= MOST) break;
    // What something installs counts, whoever was seen first.
    if (known !== undefined && (known.installs.length > 0 || one.installs.length === 0)) continue;
    const read = readOne(view, one);
    if (read === undefined) continue;
    found.set(one.path, read);
    for (const include of read.includes)
      if (open.length < 4 * MOST) open.push({ ...include, installs: one.installs });
  }
  return [...found.values()].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
};

/** The requirements and constraints files of a repository that are not data of tests and examples, or that something installs. */
export const requirementFilesIn = (view: RepositoryView): readonly RequirementsFile[] => view.once(all);

export type RequirementEntry = Extract<RequirementsEntry, { readonly kind: 'requirement' }>;

/** The entries of a file that name a project of an index. */
export const indexEntries = ({ reading }: RequirementsFile): readonly RequirementEntry[] =>
  reading.entries.filter(
    (one): one is RequirementEntry =>
      one.kind === 'requirement' && one.requirement.target.kind === 'versions',
  );

/** The hashes that stand behind a requirement. */
export const hashesOf = ({ options }: RequirementsEntry): readonly string[] =>
  options.flatMap(({ name, value }) => (name === '--hash' && value !== undefined ? [value.text] : []));
