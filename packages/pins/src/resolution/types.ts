/** What one repository's references stood for when it was asked. Object names are 40 or 64 lower-case hex digits. */
export type RepositoryRefs = {
  /** `v4.2.1` → the commit, annotated tags peeled. */
  readonly tags: ReadonlyMap<string, string>;
  /** `main` → the commit. */
  readonly branches: ReadonlyMap<string, string>;
  /** Since when commits are known, RFC 3339: what they say of themselves, and when they were first seen from here. */
  readonly commits?: ReadonlyMap<string, CommitDates>;
};

/** Whoever makes a commit writes its date: it can be too old, and hardly too young. When it was first seen nobody else writes. */
export type CommitDates = { readonly committed?: string; readonly seen?: string };

/** What references of other repositories stood for: by `owner/name` in lower case, as GitHub compares them. */
export type Resolutions = {
  readonly repositories: ReadonlyMap<string, RepositoryRefs>;
  /** Repositories that were asked and did not answer, with the reason. */
  readonly failures: ReadonlyMap<string, string>;
  /** Digests of images by the name that was asked for: `python:3.13-slim` → `sha256:…`. */
  readonly images?: ReadonlyMap<string, string>;
};
