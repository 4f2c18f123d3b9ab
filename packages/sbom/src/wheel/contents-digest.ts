import { createHash } from 'node:crypto';
import type { WheelInspection } from '@custody/python';

/** Where the digest of a wheel's contents stands: a property of the document's root. */
export const CONTENTS_PROPERTY = 'custody:wheel:contents-sha256';

/** Files that embedding a document changes, or that sign what it changes. */
const isWritten = (name: string, distInfo: string): boolean =>
  name.startsWith(`${distInfo}/sboms/`) ||
  name === `${distInfo}/RECORD` ||
  name === `${distInfo}/RECORD.jws` ||
  name === `${distInfo}/RECORD.p7s`;

/**
 * SHA-256 over everything in the wheel but RECORD and the embedded SBOMs, which cannot hold their own hash: lines
 * `<sha256>  <path>\n`, sorted by path, as `sha256sum` prints them. It stands for the wheel in its own document.
 * Undefined where not every file was read.
 */
export const contentsDigest = (inspection: WheelInspection): string | undefined => {
  const { distInfo, entries, zip } = inspection;
  const files = zip.entries.filter(({ kind }) => kind !== 'directory').length;
  if (
    distInfo === undefined ||
    entries.length !== files ||
    entries.some(({ problems }) => problems.length > 0)
  )
    return undefined;
  const lines = entries
    .filter(({ entry }) => !isWritten(entry.name, distInfo))
    .map(({ entry, sha256 }) => [entry.name, `${sha256}  ${entry.name}\n`] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const hash = createHash('sha256');
  for (const [, line] of lines) hash.update(line);
  return hash.digest('hex');
};
