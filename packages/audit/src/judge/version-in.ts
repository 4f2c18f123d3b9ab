import type { Policy, PolicyProblem, VersionIn } from '@custody/findings';
import { contains, parseSpecifierSet, parseVersion, type SpecifierSet } from '@custody/python';

/**
 * Whether a version is in a set of PEP 440 specifiers, whether or not it is a pre-release. Other ecosystems have no sets
 * here.
 * @returns undefined where nobody can tell; an ignore then covers nothing.
 */
export const makeVersionIn = (): VersionIn => {
  const sets = new Map<string, SpecifierSet | undefined>();
  const read = (text: string): SpecifierSet | undefined => {
    if (!sets.has(text)) {
      const set = parseSpecifierSet(text);
      sets.set(text, set.kind === 'ok' ? set : undefined);
    }
    return sets.get(text);
  };
  return (ecosystem, text, version) => {
    if (ecosystem !== 'PyPI') return undefined;
    const set = read(text);
    return set === undefined || parseVersion(version) === undefined
      ? undefined
      : contains(set, version, { prereleases: true });
  };
};

/** What is wrong with the versions that a policy names. A policy with problems must not be used. */
export const checkVersions = ({ ignores }: Policy): readonly PolicyProblem[] =>
  ignores.flatMap(({ version }, index) => {
    if (version === undefined) return [];
    const set = parseSpecifierSet(version);
    if (set.kind === 'ok') return [];
    return [{ at: `ignore[${index + 1}].version`, message: set.problems[0].message }];
  });
