import type { FileProblem } from '../file/types.ts';
import type { PyprojectCode } from './codes.ts';

/** `[build-system]`: how the project is built. PEP 517, PEP 518. */
export type BuildSystem = {
  readonly requires: readonly string[];
  readonly buildBackend?: string;
  readonly backendPath?: readonly string[];
};

/** `[project]`: what is said statically. A key with a value of the wrong type is told in problems and absent here. */
export type ProjectTable = {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly requiresPython?: string;
  /** The expression; the older table is not read. */
  readonly license?: string;
  readonly licenseFiles?: readonly string[];
  readonly classifiers: readonly string[];
  readonly dependencies: readonly string[];
  /** By the extra's name as written. */
  readonly optionalDependencies: ReadonlyMap<string, readonly string[]>;
  readonly urls: ReadonlyMap<string, string>;
  /** Group, then name to object reference; `scripts` and `gui-scripts` under their groups' own names. */
  readonly entryPoints: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly importNames?: readonly string[];
  readonly importNamespaces?: readonly string[];
  readonly dynamic: readonly string[];
};

export type GroupItem =
  | { readonly kind: 'requirement'; readonly text: string }
  /** `group` in normal form. */
  | { readonly kind: 'include'; readonly group: string };

export type DependencyGroup = { readonly name: string; readonly items: readonly GroupItem[] };

/** A pyproject.toml, read. */
export type ParsedPyproject = {
  readonly buildSystem?: BuildSystem;
  readonly project?: ProjectTable;
  /** By normalised name. */
  readonly dependencyGroups: ReadonlyMap<string, DependencyGroup>;
  /** Names of the tables in `[tool]`, sorted. */
  readonly tools: readonly string[];
  readonly problems: readonly FileProblem<PyprojectCode>[];
};
