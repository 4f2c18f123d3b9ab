/** The ecosystems that Dependabot knows (its documentation, "package-ecosystem"). */
export const ECOSYSTEMS = [
  'bazel',
  'bun',
  'bundler',
  'cargo',
  'composer',
  'conda',
  'deno',
  'devcontainers',
  'docker',
  'docker-compose',
  'dotnet-sdk',
  'elm',
  'github-actions',
  'gitsubmodule',
  'gomod',
  'gradle',
  'helm',
  'julia',
  'maven',
  'mix',
  'nix',
  'npm',
  'nuget',
  'opentofu',
  'pip',
  'pre-commit',
  'pub',
  'rust-toolchain',
  'sbt',
  'swift',
  'terraform',
  'uv',
  'vcpkg',
] as const;

export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** A file that names dependencies, and whose ecosystem an update bot can be told. */
export type Manifest = {
  readonly path: string;
  /** Below the root; empty for the root. Of workflows: the root. */
  readonly directory: string;
  /** What an entry that covers it may name; the first is what we would write. */
  readonly ecosystems: readonly [Ecosystem, ...Ecosystem[]];
  /** It fixes versions, so that they grow old unless somebody updates them. Others only say what is accepted. */
  readonly pinned: boolean;
  /** A composite action: Dependabot finds it only where its own folder is named. */
  readonly composite?: true;
  /** It lies in a folder of tests, examples or other people's code: the folder's name. */
  readonly aside?: string;
};
