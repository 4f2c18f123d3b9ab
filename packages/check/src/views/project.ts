import type { ParsedPyproject } from '@custody/python';

/** What the `project/…` rules judge: pyproject.toml of a source tree, or of an sdist. */
export type ProjectView = {
  readonly file: string;
  /** Its name in the archive; absent for a source tree. */
  readonly entry?: string;
  readonly parsed: ParsedPyproject;
};
