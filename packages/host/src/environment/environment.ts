import process from 'node:process';

/** Every environment variable that custody looks at. A new one is a decision, made here. */
export const VARIABLES = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'CI',
  'COLUMNS',
  'CUSTODY_CACHE',
  'CUSTODY_DB',
  'CUSTODY_JOBS',
  'CUSTODY_KEY_PASSPHRASE',
  'FORCE_COLOR',
  'GCE_METADATA_HOST',
  'GITHUB_ACTIONS',
  'GITLAB_CI',
  'HOME',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'LOCALAPPDATA',
  'NO_COLOR',
  'NO_PROXY',
  'SIGSTORE_ID_TOKEN',
  'SOURCE_DATE_EPOCH',
  'SSH_AUTH_SOCK',
  'TERM',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'http_proxy',
  'https_proxy',
  'no_proxy',
] as const;

export type VariableName = (typeof VARIABLES)[number];

/** A read-only view of where we run. */
export type Environment = {
  readonly variable: (name: VariableName) => string | undefined;
  /** As Node names it: `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  readonly architecture: string;
  /** Without the leading `v`. */
  readonly nodeVersion: string;
};

/** The process's own environment. */
export const systemEnvironment: Environment = {
  variable: (name) => process.env[name],
  platform: process.platform,
  architecture: process.arch,
  nodeVersion: process.versions.node,
};

/** An environment with just these variables, for tests and for runs that must not depend on the machine. */
export const fixedEnvironment = (
  variables: Partial<Readonly<Record<VariableName, string>>> = {},
  place: Partial<Omit<Environment, 'variable'>> = {},
): Environment => ({
  platform: 'linux',
  architecture: 'x64',
  nodeVersion: '24.0.0',
  ...place,
  variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
});
