import { count, type Examination, finding, type Finding, unknown } from '@custody/findings';
import { NO_DATABASE, POLICY_IN_TREE, STALE_DATABASE } from '../rules/index.ts';
import type { StoreStatus } from '../types.ts';
import { daysSince } from './facts.ts';

/** Days after which a database that nobody limited is called stale, and after which that weighs more. */
const STALE = 7;
const OLD = 30;

/**
 * Days after which its newest record is called old, and after which that weighs more: a public database changes every day, so
 * one that was read today and knows nothing new was made of an old copy.
 */
export const OLD_RECORDS = 30;
const ANCIENT_RECORDS = 180;

const DATABASE = 'advisory database';

/** Nothing where its records were new when it was read: that it has become old since is another finding. */
const oldRecords = (status: StoreStatus, today: string): readonly Finding[] => {
  const age = daysSince(status.newest, today);
  const then = daysSince(status.newest, status.synced.slice(0, 10));
  if (then !== undefined && then <= OLD_RECORDS) return [];
  const message =
    age === undefined
      ? 'Nobody can tell how old the newest advisory in the database is'
      : `The newest advisory in the database was changed ${count(age, 'day')} ago: it was made of an old copy, whenever that was read`;
  return [
    finding(STALE_DATABASE, {
      message,
      locations: [{ file: DATABASE }],
      key: 'newest',
      todo: 'Run custody db sync, or import a newer copy; where the database is your own and rests, accept audit/stale-database in the policy',
      ...(age === undefined || age > ANCIENT_RECORDS ? { severity: 'medium' as const } : {}),
    }),
  ];
};

/**
 * Examines the database itself: how long ago it was read on `today`, and how old what it holds is. `maxAge` in days replaces
 * the usual seven.
 */
export const examineDatabase = (status: StoreStatus, today: string, maxAge = STALE): Examination => {
  const age = daysSince(status.synced, today);
  const found: Finding[] = [];
  if (age === undefined || age > maxAge) {
    const message =
      age === undefined
        ? 'Nobody can tell when the advisory database was last read from its sources'
        : `The advisory database was last read from its sources ${count(age, 'day')} ago`;
    const weight = age === undefined || age > OLD ? { severity: 'medium' as const } : {};
    found.push(finding(STALE_DATABASE, { message, locations: [{ file: DATABASE }], ...weight }));
  }
  return {
    subject: { kind: 'file', path: DATABASE, sha256: status.digest },
    judged: [STALE_DATABASE.id, NO_DATABASE.id],
    findings: [...found, ...oldRecords(status, today)],
    unknowns: [],
  };
};

/** Where there is no database: said once, for everything that would have been held against it. */
export const withoutDatabase = (reason: string, options: { readonly required: boolean }): Examination => ({
  subject: { kind: 'file', path: DATABASE },
  judged: [NO_DATABASE.id],
  findings: [],
  unknowns: [
    unknown(NO_DATABASE, {
      reason,
      location: { file: DATABASE },
      ...(options.required ? {} : { required: false as const }),
    }),
  ],
});

/** Policies that lie inside what is judged: told, and not obeyed. */
export const policiesInTree = (tree: string, paths: readonly string[]): Examination => ({
  subject: { kind: 'source-tree', path: tree },
  judged: [POLICY_IN_TREE.id],
  findings: paths.map((path) =>
    finding(POLICY_IN_TREE, {
      message: `${path} is a policy inside the tree that is judged; it was not obeyed`,
      locations: [{ file: path }],
      key: path,
    }),
  ),
  unknowns: [],
});
