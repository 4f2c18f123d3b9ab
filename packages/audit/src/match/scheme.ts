import {
  compareVersions,
  isPlainVersion,
  isPrerelease,
  parseVersion,
  type Version,
  versionKey,
} from '@custody/python';
import { memoize } from './memo.ts';
import { compareSemVer, parseSemVer, type SemVer } from './semver.ts';
import { compareRpm, parseRpm, type RpmVersion } from './rpm.ts';
import { spells } from './spelling.ts';
import { compareTags, parseTag, type TagVersion } from './tag.ts';

declare const read: unique symbol;

/** A version as its scheme has read it; only the scheme that made it may compare it. */
export type ReadVersion = { readonly [read]: true };

/** How the versions of one ecosystem are read and ordered. */
export type VersionScheme = {
  /** For people: `PEP 440`. */
  readonly name: string;
  /** @returns undefined where the text is no version of this scheme. */
  readonly read: (text: string) => ReadVersion | undefined;
  readonly compare: (a: ReadVersion, b: ReadVersion) => number;
  /** Equal exactly for equal versions, whatever their spelling. @returns undefined where the text is no version. */
  readonly key: (text: string) => string | undefined;
  /** Whether the text is the version that has this key. */
  readonly hasKey: (text: string, key: string) => boolean;
  readonly isPrerelease: (version: ReadVersion) => boolean;
};

/**
 * What the types cannot say: a scheme is handed only what it has read itself. One place for the casts, so that no other
 * code may confuse two schemes.
 */
const scheme = <V>(parts: {
  readonly name: string;
  readonly parse: (text: string) => V | undefined;
  readonly compare: (a: V, b: V) => number;
  readonly key: (text: string) => string | undefined;
  readonly hasKey: (text: string, key: string) => boolean;
  readonly isPrerelease: (version: V) => boolean;
}): VersionScheme => ({
  name: parts.name,
  read: memoize((text) => parts.parse(text) as ReadVersion | undefined),
  compare: (a, b) => parts.compare(a as V, b as V),
  key: parts.key,
  hasKey: parts.hasKey,
  isPrerelease: (version) => parts.isPrerelease(version as V),
});

/** Keys of versions: most are seen from their characters, the others are read once. */
const pep440Keys = (): ((text: string) => string | undefined) => {
  const keyOfRead = memoize((text) => {
    const version = parseVersion(text);
    return version === undefined ? undefined : versionKey(version);
  });
  return (text) => {
    if (text.length >= 64 || !isPlainVersion(text)) return keyOfRead(text);
    let end = text.length;
    while (text.endsWith('.0', end)) end -= 2;
    return text.slice(0, end);
  };
};

/** PEP 440: `1.0`, `v1.0.0` and `1` are one version; a local version is its own. Makes its own cache. */
export const pep440 = (): VersionScheme => {
  const key = pep440Keys();
  return scheme<Version>({
    name: 'PEP 440',
    parse: parseVersion,
    compare: compareVersions,
    key,
    hasKey: (text, wanted) =>
      (isPlainVersion(wanted) ? spells(text, wanted) : undefined) ?? key(text) === wanted,
    isPrerelease,
  });
};

const keyOfSemVer = (text: string): string | undefined => {
  const version = parseSemVer(text);
  return version === undefined ? undefined : `${version.core.join('.')}-${version.pre.join('.')}`;
};

/** SemVer 2.0.0: build metadata does not tell versions apart. Makes its own cache. */
export const semver = (): VersionScheme =>
  scheme<SemVer>({
    name: 'SemVer 2.0',
    parse: parseSemVer,
    compare: compareSemVer,
    key: keyOfSemVer,
    hasKey: (text, key) => keyOfSemVer(text) === key,
    isPrerelease: (version) => version.pre.length > 0,
  });

const keyOfTag = (text: string): string | undefined => {
  const version = parseTag(text);
  return version === undefined ? undefined : `${version.numbers.join('.')}${version.suffix}`;
};

/** Tags of upstream projects: `v1.2.0`, `openssl-1.2` and `1_2` are one version. Makes its own cache. */
const tags = (): VersionScheme =>
  scheme<TagVersion>({
    name: 'the order of tags',
    parse: parseTag,
    compare: compareTags,
    key: keyOfTag,
    hasKey: (text, key) => keyOfTag(text) === key,
    isPrerelease: ({ early }) => early,
  });

const keyOfRpm = (text: string): string | undefined => {
  const version = parseRpm(text);
  return version === undefined ? undefined : `${version.epoch}:${version.version}-${version.release}`;
};

/** Packages of a distribution: never compared with what upstream calls its versions. Makes its own cache. */
const rpm = (): VersionScheme =>
  scheme<RpmVersion>({
    name: "RPM's order",
    parse: parseRpm,
    compare: compareRpm,
    key: keyOfRpm,
    hasKey: (text, key) => keyOfRpm(text) === key,
    isPrerelease: ({ version }) => version.includes('~'),
  });

/** The schemes of one run, by OSV's words. Absent: nobody here knows the order of that ecosystem's versions. */
export type Schemes = {
  readonly ofEcosystem: (ecosystem: string) => VersionScheme | undefined;
  readonly ofSemVer: VersionScheme;
};

/** Makes the schemes with caches of their own, which live as long as the run. */
export const makeSchemes = (): Schemes => {
  const python = pep440();
  const ofSemVer = semver();
  const byName = new Map([
    ['PyPI', python],
    ['crates.io', ofSemVer],
    // The interpreter's own releases: OSV has no ecosystem for them.
    ['CPython', python],
  ]);
  // Most runs see only the two above.
  const make: Readonly<Record<string, () => VersionScheme>> = {
    'GitHub Actions': tags,
    'OSS-Fuzz': tags,
    AlmaLinux: rpm,
    'Rocky Linux': rpm,
  };
  const ofEcosystem = (ecosystem: string): VersionScheme | undefined => {
    const known = byName.get(ecosystem);
    if (known !== undefined) return known;
    const [whole = ''] = ecosystem.split(':', 1);
    const made = Object.hasOwn(make, whole) ? make[whole]?.() : undefined;
    if (made !== undefined) byName.set(ecosystem, made);
    return made;
  };
  return { ofEcosystem, ofSemVer };
};
