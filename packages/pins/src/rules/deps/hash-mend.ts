import { pinOf } from '../../deps/pin.ts';
import type { RequirementEntry } from '../../deps/requirement-files.ts';
import { lineBreakOf } from '../../fix/insert.ts';
import type { SourceFile } from '../../repository/source.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { Mend } from '../rule.ts';
import { indexesFor, offeredBy } from './offered.ts';

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
  if (version === undefined) return undefined;
  const { files, whole } = offeredBy(view, indexesFor(view, file.path), entry.requirement.name, version);
  const digests = files.map(({ hashes }) => hashes.get('sha256'));
  // A hash that is missing would let the file fail where it matters.
  if (!whole || !digests.every((one) => one !== undefined)) return undefined;
  const fresh = digests.filter((one) => !have.has(one));
  if (fresh.length === 0) return undefined;
  const { end } = entry.range;
  return {
    title: `name the hashes of ${entry.requirement.writtenName} ${version}`,
    safety: 'safe',
    edits: [{ path: file.path, splices: [{ range: { start: end, end }, text: written(fresh, file) }] }],
  };
};
