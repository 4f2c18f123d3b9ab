import type { Ecosystem } from './types.ts';

type Row = {
  readonly name: RegExp;
  readonly ecosystems: readonly [Ecosystem, ...Ecosystem[]];
  /** What stands in one that fixes a version. Absent: each does. */
  readonly holds?: RegExp;
};

/** Manifests that are told by their names alone. */
export const BY_NAME: readonly Row[] = [
  {
    name: /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/,
    ecosystems: ['docker-compose'],
    holds: /^\s*image:\s*\S+:[\w.]/m,
  },
  { name: /^Gemfile\.lock$/, ecosystems: ['bundler'] },
  { name: /^composer\.lock$/, ecosystems: ['composer'] },
  { name: /^go\.mod$/, ecosystems: ['gomod'], holds: /^\s*require\b/m },
  { name: /^pom\.xml$/, ecosystems: ['maven'], holds: /<version>/ },
  {
    name: /^(?:build\.gradle(?:\.kts)?|libs\.versions\.toml|gradle\.lockfile)$/,
    ecosystems: ['gradle'],
    holds: /['"][\w.-]+:[\w.-]+:\d|\bversion\s*\(?['"]\d|^\[versions\]/m,
  },
  {
    name: /^(?:[\w.-]+\.(?:cs|fs|vb)proj|packages\.config|Directory\.Packages\.props)$/,
    ecosystems: ['nuget'],
    holds: /<(?:PackageReference|PackageVersion|package)\b/,
  },
  {
    name: /^global\.json$/,
    ecosystems: ['dotnet-sdk'],
  },
  { name: /^\.terraform\.lock\.hcl$/, ecosystems: ['terraform', 'opentofu'] },
  { name: /^Chart\.lock$/, ecosystems: ['helm'] },
  { name: /^mix\.lock$/, ecosystems: ['mix'] },
  { name: /^pubspec\.lock$/, ecosystems: ['pub'] },
  { name: /^elm\.json$/, ecosystems: ['elm'], holds: /"dependencies"/ },
  { name: /^Package\.resolved$/, ecosystems: ['swift'] },
  { name: /^MODULE\.bazel$/, ecosystems: ['bazel'], holds: /\bbazel_dep\b/ },
  { name: /^flake\.lock$/, ecosystems: ['nix'] },
  { name: /^rust-toolchain\.toml$/, ecosystems: ['rust-toolchain'], holds: /channel\s*=\s*"\d/ },
  { name: /^build\.sbt$/, ecosystems: ['sbt'], holds: /%\s*"\d/ },
  { name: /^vcpkg\.json$/, ecosystems: ['vcpkg'], holds: /"builtin-baseline"|"version/ },
  { name: /^deno\.lock$/, ecosystems: ['deno'] },
  { name: /^bun\.lockb?$/, ecosystems: ['bun', 'npm'] },
  { name: /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/, ecosystems: ['npm'] },
  { name: /^Cargo\.lock$/, ecosystems: ['cargo'] },
  { name: /^(?:poetry\.lock|Pipfile\.lock)$/, ecosystems: ['pip'] },
  { name: /^uv\.lock$/, ecosystems: ['uv'] },
];

/** Files beside which an entry of an ecosystem has something to do, though they fix nothing by themselves. */
export const DECLARED: readonly Row[] = [
  { name: /\.(?:txt|in)$/, ecosystems: ['pip', 'uv'] },
  { name: /^(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile)$/, ecosystems: ['pip', 'uv'] },
  { name: /^package\.json$/, ecosystems: ['npm', 'bun'] },
  { name: /^Cargo\.toml$/, ecosystems: ['cargo'] },
  { name: /^(?:Gemfile|.+\.gemspec)$/, ecosystems: ['bundler'] },
  { name: /^composer\.json$/, ecosystems: ['composer'] },
  { name: /^(?:settings\.gradle(?:\.kts)?|gradle-wrapper\.properties)$/, ecosystems: ['gradle'] },
  { name: /\.(?:sln|slnx|props|targets)$|^dotnet-tools\.json$/, ecosystems: ['nuget'] },
  { name: /\.(?:tf|tofu|hcl)$/, ecosystems: ['terraform', 'opentofu'] },
  { name: /^Chart\.ya?ml$|^values\.ya?ml$/, ecosystems: ['helm', 'docker'] },
  { name: /\.ya?ml$/, ecosystems: ['docker', 'docker-compose', 'helm'] },
  { name: /^mix\.exs$/, ecosystems: ['mix'] },
  { name: /^pubspec\.ya?ml$/, ecosystems: ['pub'] },
  { name: /^Package\.swift$/, ecosystems: ['swift'] },
  { name: /^(?:WORKSPACE|WORKSPACE\.bazel|.+\.MODULE\.bazel)$/, ecosystems: ['bazel'] },
  { name: /^flake\.nix$/, ecosystems: ['nix'] },
  { name: /^rust-toolchain$/, ecosystems: ['rust-toolchain'] },
  { name: /^(?:Project|JuliaProject|Manifest)\.toml$/, ecosystems: ['julia'] },
  { name: /^environment\.ya?ml$/, ecosystems: ['conda'] },
  { name: /^deno\.jsonc?$/, ecosystems: ['deno'] },
  { name: /^(?:\.devcontainer|devcontainer)\.json$/, ecosystems: ['devcontainers'] },
  { name: /^\.gitmodules$/, ecosystems: ['gitsubmodule'] },
  { name: /^\.pre-commit-config\.ya?ml$/, ecosystems: ['pre-commit'] },
  { name: /^action\.ya?ml$/, ecosystems: ['github-actions'] },
  { name: /dockerfile|containerfile/i, ecosystems: ['docker'] },
];
