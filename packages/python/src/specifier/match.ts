import { comparePublic, compareVersions } from '../version/compare.ts';
import { isPostrelease, isPrerelease } from '../version/parts.ts';
import { versionText } from '../version/text.ts';
import type { Version } from '../version/types.ts';
import type { OrderedOperator, Specifier } from './types.ts';

/** Whether the first `count` numbers of a release are those of another, missing ones being zero; and the epochs too. */
const sharesPrefix = (version: Version, prefix: Version, count: number): boolean => {
  if (version.epoch !== prefix.epoch) return false;
  for (let index = 0; index < count; index += 1)
    if ((version.release[index] ?? 0) !== prefix.release[index]) return false;
  return true;
};

// A clause without a local label does not see the candidate's (PEP 440, "Version matching").
const equals = (version: Version, wanted: Version): boolean =>
  (wanted.local === undefined ? comparePublic(version, wanted) : compareVersions(version, wanted)) === 0;

/** `<V` excludes pre-releases of V itself, unless V is one (PEP 440, "Exclusive ordered comparison"). */
const isBefore = (version: Version, bound: Version): boolean =>
  comparePublic(version, bound) < 0 &&
  (isPrerelease(bound) || !isPrerelease(version) || comparePublic(version, { ...bound, dev: 0 }) < 0);

/**
 * `>V` excludes post-releases of V, unless V is one, and local versions of V (same clause). Where V is a post-release,
 * nothing without its post release segment equals it.
 */
const isAfter = (version: Version, bound: Version): boolean =>
  comparePublic(version, bound) > 0 &&
  (!isPostrelease(version) || comparePublic({ ...version, post: undefined, dev: undefined }, bound) !== 0);

const isCompatible = (version: Version, wanted: Version): boolean =>
  comparePublic(version, wanted) >= 0 && sharesPrefix(version, wanted, wanted.release.length - 1);

const TESTS: Readonly<Record<OrderedOperator, (version: Version, wanted: Version) => boolean>> = {
  '==': equals,
  '!=': (version, wanted) => !equals(version, wanted),
  '<=': (version, wanted) => comparePublic(version, wanted) <= 0,
  '>=': (version, wanted) => comparePublic(version, wanted) >= 0,
  '<': isBefore,
  '>': isAfter,
  '~=': isCompatible,
};

/** Whether a version satisfies one clause; pre-releases are like any other here. */
export const matchesVersion = (specifier: Specifier, version: Version): boolean => {
  if (specifier.kind === 'arbitrary') return versionText(version) === specifier.text.toLowerCase();
  if (specifier.kind === 'version') return TESTS[specifier.operator](version, specifier.version);
  const wanted = specifier.version;
  return sharesPrefix(version, wanted, wanted.release.length) === (specifier.operator === '==');
};

/** `===` compares what was written, whatever the case; no other clause looks at the text. */
export const matchesText = (specifier: Specifier, text: string): boolean =>
  specifier.kind === 'arbitrary' && text.toLowerCase() === specifier.text.toLowerCase();
