export { compareVersions } from './compare.ts';
export { MAX_VERSION_LENGTH, parseVersion } from './parse.ts';
export { baseVersion, isDevrelease, isLocal, isPostrelease, isPrerelease, publicVersion } from './parts.ts';
export { isPlainVersion } from './plain.ts';
export { canonicalVersion, isCanonicalVersion, versionKey, versionText } from './text.ts';
export type { CanonicalVersion, LocalSegment, PreRelease, Version, VersionNumber } from './types.ts';
