/** What GitHub takes in `dependabot.yml` (its options reference; the schema that editors use). */

export const TOP_KEYS: ReadonlySet<string> = new Set([
  'version',
  'updates',
  'registries',
  'multi-ecosystem-groups',
  'enable-beta-ecosystems',
]);

export const UPDATE_KEYS: ReadonlySet<string> = new Set([
  'allow',
  'assignees',
  'commit-message',
  'cooldown',
  'directories',
  'directory',
  'exclude-paths',
  'groups',
  'ignore',
  'insecure-external-code-execution',
  'labels',
  'milestone',
  'multi-ecosystem-group',
  'name',
  'open-pull-requests-limit',
  'package-ecosystem',
  'patterns',
  'pull-request-branch-name',
  'rebase-strategy',
  'registries',
  'reviewers',
  'schedule',
  'target-branch',
  'vendor',
  'versioning-strategy',
]);

/** Keys that GitHub has given up: they are read by nobody. */
export const GONE_KEYS: ReadonlyMap<string, string> = new Map([['reviewers', 'CODEOWNERS says who reviews']]);

export const COOLDOWN_KEYS: ReadonlySet<string> = new Set([
  'default-days',
  'semver-major-days',
  'semver-minor-days',
  'semver-patch-days',
  'include',
  'exclude',
]);

export const SCHEDULE_KEYS: ReadonlySet<string> = new Set(['interval', 'day', 'time', 'timezone', 'cronjob']);

export const IGNORE_KEYS: ReadonlySet<string> = new Set(['dependency-name', 'update-types', 'versions']);

export const ALLOW_KEYS: ReadonlySet<string> = new Set([
  'dependency-name',
  'dependency-type',
  'update-types',
]);

export const GROUP_KEYS: ReadonlySet<string> = new Set([
  'applies-to',
  'dependency-type',
  'exclude-patterns',
  'group-by',
  'patterns',
  'update-types',
]);

export const INTERVALS: ReadonlySet<string> = new Set([
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'semiannually',
  'yearly',
  'cron',
]);

export const DAYS: ReadonlySet<string> = new Set([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]);

export const UPDATE_TYPES: ReadonlySet<string> = new Set([
  'version-update:semver-major',
  'version-update:semver-minor',
  'version-update:semver-patch',
]);

/** Days that `cooldown` takes. */
export const MOST_DAYS = 90;

/** Values of which one is chosen, by the entry's key. */
export const CHOICES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['insecure-external-code-execution', new Set(['allow', 'deny'])],
  ['rebase-strategy', new Set(['auto', 'disabled'])],
  ['versioning-strategy', new Set(['auto', 'increase', 'increase-if-necessary', 'lockfile-only', 'widen'])],
  ['vendor', new Set(['true', 'false'])],
]);
