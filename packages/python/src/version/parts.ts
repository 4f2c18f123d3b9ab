import type { Version } from './types.ts';

/** Without its local label: what an index may publish. */
export const publicVersion = (version: Version): Version =>
  version.local === undefined ? version : { ...version, local: undefined };

/** Epoch and release only. */
export const baseVersion = (version: Version): Version => ({
  ...version,
  pre: undefined,
  post: undefined,
  dev: undefined,
  local: undefined,
});

/** Alpha, beta, release candidate, or a dev release of anything (PEP 440, "Handling of pre-releases"). */
export const isPrerelease = (version: Version): boolean =>
  version.pre !== undefined || version.dev !== undefined;

export const isPostrelease = (version: Version): boolean => version.post !== undefined;

export const isDevrelease = (version: Version): boolean => version.dev !== undefined;

/** Whether it has a local label, which no public index takes. */
export const isLocal = (version: Version): boolean => version.local !== undefined;
