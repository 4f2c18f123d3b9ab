import { parseVersion } from '../version/parse.ts';
import { isPrerelease } from '../version/parts.ts';
import type { Version } from '../version/types.ts';
import { matchesText, matchesVersion } from './match.ts';
import type { SpecifierSet } from './types.ts';

export type ContainsOptions = {
  /** false: pre-releases never match. true, or left out: whether it is one is not looked at. */
  readonly prereleases?: boolean | undefined;
};

const admits = (set: SpecifierSet, version: Version, written: string | undefined): boolean => {
  for (const specifier of set.specifiers) {
    const matches =
      written !== undefined && specifier.kind === 'arbitrary'
        ? matchesText(specifier, written)
        : matchesVersion(specifier, version);
    if (!matches) return false;
  }
  return true;
};

/**
 * Whether a version satisfies every clause (PEP 440, "Version specifiers"), as `packaging` 26.2 judges: a pre-release
 * that is asked for alone does match, since there is nothing else to choose; to choose among many, use
 * `filterVersions`. A text that is no version satisfies `===` clauses only.
 */
export const contains = (
  set: SpecifierSet,
  candidate: Version | string,
  options: ContainsOptions = {},
): boolean => {
  if (typeof candidate !== 'string')
    return !(options.prereleases === false && isPrerelease(candidate)) && admits(set, candidate, undefined);
  const version = parseVersion(candidate);
  if (version === undefined) return set.specifiers.every((specifier) => matchesText(specifier, candidate));
  return !(options.prereleases === false && isPrerelease(version)) && admits(set, version, candidate);
};
