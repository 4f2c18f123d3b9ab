export { parseSpecifier } from './clause.ts';
export { type ContainsOptions, contains } from './contains.ts';
export { admitsPrereleases, filterVersions } from './filter.ts';
export { parseSpecifierSet } from './parse.ts';
export { specifierSetText, specifierText } from './text.ts';
export type { OrderedOperator, Specifier, SpecifierProblemCode, SpecifierSet } from './types.ts';
