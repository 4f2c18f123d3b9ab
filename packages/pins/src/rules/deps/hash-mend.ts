import { pinOf } from '../../deps/pin.ts';
import type { RequirementEntry } from '../../deps/requirement-files.ts';
import { filesOfVersion, type GivenFile } from '../../indexes/data.ts';
import { PYPI } from '../../indexes/url.ts';
import { lineBreakOf } from '../../fix/insert.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { Mend } from '../rule.ts';

/** Indexes that someone asked, PyPI first. */
const asked = (view: RepositoryView): readonly string[] => {
  const { indexes } = view.outside;
  return indexes === undefined ? [] : [PYPI, ...indexes.indexes.map((key) => `https://${key}`)];
};

/** The files that the first index which knows the version offers of it; undefined where none was asked or none has it. */
export const offeredFiles = (
  view: RepositoryView,
  name: string,
  version: string,
): readonly GivenFile[] | undefined => {
  const { indexes } = view.outside;
  for (const index of asked(view)) {
    const project = indexes?.project(index, name);
    const files = project === undefined || project === 'absent' ? [] : filesOfVersion(project, version);
    if (files.length > 0) return files;
  }
  return undefined;
};

/** True where an index was asked about the project. */
export const isKnown = (view: RepositoryView, name: string): boolean =>
  asked(view).some((index) => {
    const project = view.outside.indexes?.project(index, name);
    return project !== undefined && project !== 'absent' && project.files.length > 0;
  });

/** Hashes as they are written behind a requirement: each on a line of its own, sorted. */
const written = (digests: readonly string[], file: SourceFile): string => {
  const lineBreak = lineBreakOf(file);
  return [...new Set(digests)]
    .sort()
    .map((digest) => ` \\${lineBreak}    --hash=sha256:${digest}`)
    .join('');
};

/** The hashes of all files of the version behind a requirement that fixes it; undefined where an index does not tell all of them. */
export const hashMend = (
  view: RepositoryView,
  file: SourceFile,
  entry: RequirementEntry,
  have: ReadonlySet<string> = new Set(),
): Mend | undefined => {
  const version = pinOf(entry.requirement);
  const files = version === undefined ? undefined : offeredFiles(view, entry.requirement.name, version);
  const digests = files?.map(({ hashes }) => hashes.get('sha256'));
  // A hash that is missing would let the file fail where it matters.
  if (digests === undefined || !digests.every((one) => one !== undefined)) return undefined;
  const fresh = digests.filter((one) => !have.has(one));
  if (fresh.length === 0) return undefined;
  const { end } = entry.range;
  return {
    title: `name the hashes of ${entry.requirement.writtenName} ${version ?? ''}`,
    safety: 'safe',
    edits: [{ path: file.path, splices: [{ range: { start: end, end }, text: written(fresh, file) }] }],
  };
};
