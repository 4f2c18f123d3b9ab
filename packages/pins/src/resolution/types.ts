/** What one repository's references stood for when it was asked. Object names are 40 or 64 lower-case hex digits. */
export type RepositoryRefs = {
  /** `v4.2.1` → the commit, annotated tags peeled. */
  readonly tags: ReadonlyMap<string, string>;
  /** `main` → the commit. */
  readonly branches: ReadonlyMap<string, string>;
};

/** What references of other repositories stood for: by `owner/name` in lower case, as GitHub compares them. */
export type Resolutions = {
  readonly repositories: ReadonlyMap<string, RepositoryRefs>;
  /** Repositories that were asked and did not answer, with the reason. */
  readonly failures: ReadonlyMap<string, string>;
};
