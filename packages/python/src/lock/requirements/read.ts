import { markerText } from '../../marker/text.ts';
import { readRequirementsFile } from '../../requirements-file/read.ts';
import type { RequirementsEntry, RequirementsOption } from '../../requirements-file/types.ts';
import type { Requirement } from '../../requirement/types.ts';
import { readHashText } from '../hash.ts';
import { isLocalUrl, withoutCredentials } from '../redact.ts';
import { shownText } from '../text.ts';
import type { LockedHash, LockedPackage, LockedSource, LockProblem, LockReading } from '../types.ts';

const VCS = /^(?:git|hg|svn|bzr)\+/;

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

/** Hashes of a requirement; other options are named, and their values never repeated: they may be secrets. */
const hashesOf = (
  options: readonly RequirementsOption[],
  say: (message: string) => void,
): readonly LockedHash[] =>
  options.flatMap(({ name, value }) => {
    if (name !== '--hash') {
      say(`the option ${shownText(name)} was not used`);
      return [];
    }
    const hash = readHashText(value?.text ?? '');
    if (hash === undefined) say(`${shownText(value?.text ?? '')} is no hash that is known was not used`);
    return hash ?? [];
  });

type Kind<K extends RequirementsEntry['kind']> = Extract<RequirementsEntry, { kind: K }>;

const ofRequirement = (entry: Kind<'requirement'>, say: Say): LockedPackage => {
  const { requirement: read, options, line, text } = entry;
  const hashes = hashesOf(options, (message) => say(message, false));
  const version = pinnedVersion(read);
  if (version === undefined)
    say(
      read.target.kind === 'url'
        ? `${read.writtenName} comes from a URL: its version is not known`
        : `${read.writtenName} is not pinned to one version: which will be installed is not known`,
      true,
    );
  return {
    name: read.writtenName,
    ...(version === undefined ? {} : { version }),
    source: read.target.kind === 'url' ? sourceOfUrl(read.target.url) : { kind: 'index' },
    files: hashes.map((hash) => ({ hashes: [hash] })),
    ...(read.marker === undefined ? {} : { marker: markerText(read.marker) }),
    ...(read.extras.length === 0 ? {} : { extras: read.extras }),
    ...(version === undefined && read.target.kind === 'versions' ? { requirement: writtenOf(text) } : {}),
    line,
  };
};

/** A line without its options: their values may be secrets. */
const withoutOptions = (text: string): string => {
  const options = text.indexOf(' -');
  return options === -1 ? text : text.slice(0, options);
};

/** The requirement alone, without marker and options. */
const writtenOf = (text: string): string => withoutOptions(text).split(';', 1)[0]?.trim() ?? '';

const shownLine = (text: string): string =>
  text.startsWith('-')
    ? (/^(?:--[a-z-]+|-[a-zA-Z])/.exec(text)?.[0] ?? '-')
    : withoutCredentials(withoutOptions(text), true);

type Say = (message: string, incomplete: boolean) => void;

const MORE = {
  requirements: ['-r names another requirements file, which was not read', true],
  constraints: ['-c names a file of constraints, which was not read', false],
} as const;

const ofEntry = (entry: RequirementsEntry, say: Say): LockedPackage | undefined => {
  switch (entry.kind) {
    case 'requirement':
      return ofRequirement(entry, say);
    case 'options':
      for (const { name } of entry.options)
        say(`${name} is an option for installers and names no component`, false);
      return undefined;
    case 'include': {
      const [message, incomplete] = MORE[entry.of];
      say(message, incomplete);
      return undefined;
    }
    case 'editable':
      say('-e installs a source tree, which was not looked at', true);
      return undefined;
    case 'address':
      say('a path or URL without a name: what it installs is not known', true);
      return undefined;
    case 'malformed':
      say(`${shownText(shownLine(entry.text))} is no requirement: ${entry.reason}`, true);
      return undefined;
    default:
      return entry satisfies never;
  }
};

/**
 * Reads a requirements file as far as it names components: `name==version`, with hashes, extras and markers; every other line is
 * accounted for in the problems. Nothing that it points to is opened. Never throws; linear.
 * pip, "Requirements File Format"; dependency specifiers (PEP 508).
 */
export const readRequirements = (bytes: Uint8Array): LockReading => {
  const reading = readRequirementsFile(bytes);
  if (reading.kind === 'unreadable')
    return { entries: 0, packages: [], problems: [{ message: reading.reason, incomplete: true }], facts: [] };
  const problems: LockProblem[] = [];
  const packages = reading.entries.flatMap((entry) => {
    const { line } = entry;
    return ofEntry(entry, (message, incomplete) => problems.push({ line, message, incomplete })) ?? [];
  });
  return { entries: packages.length, packages, problems, facts: [] };
};
