import { parseVersion } from '../version/parse.ts';
import { isPrerelease } from '../version/parts.ts';
import type { Version } from '../version/types.ts';
import { contains } from './contains.ts';
import type { Specifier, SpecifierSet } from './types.ts';

const namesPrerelease = (specifier: Specifier): boolean => {
  if (specifier.kind === 'prefix' || specifier.operator === '!=') return false;
  const version = specifier.kind === 'arbitrary' ? parseVersion(specifier.text) : specifier.version;
  return version !== undefined && isPrerelease(version);
};

/** Whether a clause names a pre-release, and so asks for them (PEP 440, "Handling of pre-releases"); `!=` does not. */
export const admitsPrereleases = (set: SpecifierSet): boolean => set.specifiers.some(namesPrerelease);

const isFinal = (candidate: Version | string): boolean | undefined => {
  const version = typeof candidate === 'string' ? parseVersion(candidate) : candidate;
  return version === undefined ? undefined : !isPrerelease(version);
};

/**
 * The candidates that satisfy the set, in their order. Left to itself, it takes pre-releases only where a clause names
 * one or nothing final satisfies the set (PEP 440, "Handling of pre-releases"); `prereleases` says otherwise.
 */
export const filterVersions = <T extends Version | string>(
  set: SpecifierSet,
  candidates: readonly T[],
  options: { readonly prereleases?: boolean | undefined } = {},
): readonly T[] => {
  const prereleases = options.prereleases ?? (admitsPrereleases(set) ? true : undefined);
  // The empty set takes what is no version as well: nobody asked for one.
  const taken =
    set.specifiers.length === 0
      ? candidates.filter((candidate) => prereleases !== false || isFinal(candidate) !== false)
      : candidates.filter((candidate) => contains(set, candidate, { prereleases }));
  if (prereleases !== undefined || !taken.some((candidate) => isFinal(candidate) === true)) return taken;
  return taken.filter((candidate) => isFinal(candidate) !== false);
};
