/** What the `project/…` rules judge: a source tree's pyproject.toml. */
export type ProjectView = {
  /** The path of pyproject.toml. */
  readonly file: string;
  readonly bytes: Uint8Array;
};
