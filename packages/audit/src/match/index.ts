export { type ReadAdvisory, readAdvisory } from './advisory.ts';
export type { Applicability } from './affected.ts';
export { fixesAfter } from './fixes.ts';
export { makeSchemes, type ReadVersion, type Schemes, type VersionScheme } from './scheme.ts';
export { compareSemVer, parseSemVer, type SemVer } from './semver.ts';
