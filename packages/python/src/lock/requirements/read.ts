import { markerText } from '../../marker/text.ts';
import { parseRequirement } from '../../requirement/parse.ts';
import type { Requirement } from '../../requirement/types.ts';
import type { LockedPackage, LockedSource, LockProblem, LockReading } from '../types.ts';
import { isLocalUrl, withoutCredentials } from '../redact.ts';
import { shownText, textOfLock } from '../text.ts';
import { type LogicalLine, logicalLines } from './lines.ts';
import { splitOptions } from './options.ts';

/** Options that stand alone on a line and bring in packages that are not in this file. */
const MORE: ReadonlyMap<string, string> = new Map([
  ['-r', 'names another requirements file, which was not read'],
  ['--requirement', 'names another requirements file, which was not read'],
  ['-e', 'installs a source tree, which was not looked at'],
  ['--editable', 'installs a source tree, which was not looked at'],
]);

const VCS = /^(?:git|hg|svn|bzr)\+/;

const optionProblem = ({ text, line }: LogicalLine): LockProblem => {
  // `-rbase.txt` is `-r base.txt`; the value is not repeated, for it may be an address with a password.
  const option = /^(?:--[a-z-]+|-[a-zA-Z])/.exec(text)?.[0] ?? '-';
  const more = MORE.get(option);
  return {
    line,
    message: `${option} ${more ?? 'is an option for installers and names no component'}`,
    incomplete: more !== undefined,
  };
};

const pinnedVersion = ({ target }: Requirement): string | undefined => {
  if (target.kind !== 'versions' || target.specifiers.specifiers.length !== 1) return undefined;
  const [only] = target.specifiers.specifiers;
  return only !== undefined && only.kind !== 'prefix' && (only.operator === '==' || only.operator === '===')
    ? only.text
    : undefined;
};

/** Where `name @ url` points; a commit after `@`, as pip writes VCS addresses. */
export const sourceOfUrl = (written: string): LockedSource => {
  if (isLocalUrl(written)) return { kind: 'local', path: '', editable: false };
  const url = withoutCredentials(written, true);
  if (!VCS.test(url)) return { kind: 'url', url };
  const at = url.lastIndexOf('@');
  const commit = at > url.indexOf('://') ? url.slice(at + 1) : '';
  return /^[0-9a-f]{7,64}$/.test(commit)
    ? { kind: 'vcs', url: url.slice(0, at), commit }
    : { kind: 'vcs', url };
};

const readLine = (logical: LogicalLine, problems: LockProblem[]): LockedPackage | undefined => {
  const { line } = logical;
  if (logical.text.startsWith('-')) {
    problems.push(optionProblem(logical));
    return undefined;
  }
  const { requirement: text, hashes, unread } = splitOptions(logical.text);
  for (const message of unread)
    problems.push({ line, message: `${message} was not used`, incomplete: false });
  const read = parseRequirement(text);
  if (read.kind === 'invalid') {
    const address = /^[a-z+]{1,12}:|^[./]/i.test(text);
    problems.push({
      line,
      message: address
        ? 'a path or URL without a name: what it installs is not known'
        : `${shownText(withoutCredentials(text, true))} is no requirement: ${read.problems[0]?.message ?? ''}`,
      incomplete: true,
    });
    return undefined;
  }
  const version = pinnedVersion(read);
  if (version === undefined)
    problems.push({
      line,
      message:
        read.target.kind === 'url'
          ? `${read.writtenName} comes from a URL: its version is not known`
          : `${read.writtenName} is not pinned to one version: which will be installed is not known`,
      incomplete: true,
    });
  return {
    name: read.writtenName,
    ...(version === undefined ? {} : { version }),
    source: read.target.kind === 'url' ? sourceOfUrl(read.target.url) : { kind: 'index' },
    files: hashes.map((hash) => ({ hashes: [hash] })),
    ...(read.marker === undefined ? {} : { marker: markerText(read.marker) }),
    ...(read.extras.length === 0 ? {} : { extras: read.extras }),
    ...(version === undefined && read.target.kind === 'versions'
      ? { requirement: text.split(';', 1)[0]?.trim() ?? '' }
      : {}),
    line,
  };
};

/**
 * Reads a requirements file as far as it names components: `name==version`, with hashes, extras and markers; every other line is
 * accounted for in the problems. Nothing that it points to is opened. Never throws; linear.
 * pip, "Requirements File Format"; dependency specifiers (PEP 508).
 */
export const readRequirements = (bytes: Uint8Array): LockReading => {
  const text = textOfLock(bytes);
  if (text === undefined)
    return {
      entries: 0,
      packages: [],
      problems: [{ message: 'the file is not UTF-8', incomplete: true }],
      facts: [],
    };
  const problems: LockProblem[] = [];
  const packages: LockedPackage[] = [];
  for (const logical of logicalLines(text)) {
    const read = readLine(logical, problems);
    if (read !== undefined) packages.push(read);
  }
  return { entries: packages.length, packages, problems, facts: [] };
};
