/** Where OSV publishes its records in bulk: per ecosystem an archive of all, a list of what changed when, and each record. */
export const OSV_BULK = 'https://osv-vulnerabilities.storage.googleapis.com';

/** What custody audits: Python's packages, the crates inside wheels, and the actions of workflows. */
export const ECOSYSTEMS = ['PyPI', 'crates.io', 'GitHub Actions'] as const;

const at = (base: string, ...parts: readonly string[]): string =>
  [base.replace(/\/$/, ''), ...parts.map((part) => encodeURIComponent(part))].join('/');

export const archiveUrl = (base: string, ecosystem: string): string => at(base, ecosystem, 'all.zip');
export const indexUrl = (base: string, ecosystem: string): string => at(base, ecosystem, 'modified_id.csv');
export const recordUrl = (base: string, ecosystem: string, id: string): string =>
  at(base, ecosystem, `${id}.json`);

export const sourceName = (ecosystem: string): string => `osv:${ecosystem}`;
