import { versionKey, versionText } from '../version/text.ts';
import type { Specifier, SpecifierSet } from './types.ts';

/** One clause without white space, its version as written: `>=1.0`. */
export const specifierText = (specifier: Specifier): string => `${specifier.operator}${specifier.text}`;

/** The same for clauses that mean the same: `==1.0` and `==v1.0.0`. In `~=`, trailing zeros have a meaning. */
const identity = (specifier: Specifier): string => {
  if (specifier.kind !== 'version') return specifierText(specifier);
  const { operator, version } = specifier;
  return operator + (operator === '~=' ? versionText(version) : versionKey(version));
};

/** The set as `packaging` writes it: clauses in sorted order, of several that mean the same the first, no spaces. */
export const specifierSetText = (set: SpecifierSet): string => {
  const seen = new Map<string, string>();
  const clauses = set.specifiers.map((specifier) => ({
    text: specifierText(specifier),
    identity: identity(specifier),
  }));
  clauses.sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1));
  for (const clause of clauses) if (!seen.has(clause.identity)) seen.set(clause.identity, clause.text);
  return [...seen.values()].join(',');
};
