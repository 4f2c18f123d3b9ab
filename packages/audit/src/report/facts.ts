import { count, type RunFact } from '@custody/findings';
import type { StoreStatus } from '../types.ts';

const DAY = 86_400_000;

/** Whole days from an RFC 3339 time to a day written `YYYY-MM-DD`; undefined where either is none. Never below 0. */
export const daysSince = (time: string, today: string): number | undefined => {
  const [from, to] = [Date.parse(time), Date.parse(`${today}T00:00:00Z`)];
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  return Math.max(0, Math.floor((to - Math.floor(from / DAY) * DAY) / DAY));
};

const ageText = (days: number | undefined): string =>
  days === undefined ? 'at an unknown time' : days === 0 ? 'today' : `${count(days, 'day')} ago`;

/** What a report says of the database it rests on: its whole digest, how much it holds, how old it is. */
export const databaseFact = (status: StoreStatus, today: string): RunFact => {
  const held = status.counts.map(({ ecosystem, records }) => `${ecosystem} ${count(records, 'record')}`);
  return {
    name: 'advisories',
    value: [
      `sha256 ${status.digest}`,
      ...held,
      `newest ${status.newest.slice(0, 10)}`,
      `synced ${ageText(daysSince(status.synced, today))}`,
    ].join(', '),
  };
};
