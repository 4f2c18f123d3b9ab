import { ageInDays, daysSince, OLD_RECORDS, type StoreStatus } from '@custody/audit';

/** Days since the newest advisory was changed; undefined where nobody can tell. */
export const newestAge = ({ newest }: StoreStatus, now: number): number | undefined =>
  daysSince(newest, new Date(now).toISOString().slice(0, 10));

/**
 * Whether a store is older than `maxAge` days: last read longer ago, or made of records that are older, too. Records rest for
 * a while in a small database, so that less than `OLD_RECORDS` is never held against them.
 */
export const isOlder = (status: StoreStatus, maxAge: number, now: number): boolean => {
  const newest = newestAge(status, now);
  // An age that cannot be told is no young one.
  return (
    !(ageInDays(status, now) <= maxAge) || newest === undefined || newest > Math.max(maxAge, OLD_RECORDS)
  );
};
