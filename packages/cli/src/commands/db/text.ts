import { ageInDays, type ImportReport, OLD_RECORDS, type StoreStatus } from '@custody/audit';
import { groupDigits, sanitize } from '@custody/findings';
import { newestAge } from './age.ts';

/** From this age on a store is called old, unless `--max-age` says otherwise. */
export const OLD = 7;

const days = (age: number): string =>
  age === 0 ? 'today' : age === 1 ? 'one day ago' : `${groupDigits(age)} days ago`;

const headText = (status: StoreStatus, now: number, allowed: number): string => {
  const age = ageInDays(status, now);
  const synced = `last synced ${status.synced}, ${days(age)}`;
  if (age > allowed) return `✗ old: ${synced}: more than the ${allowed} days allowed. Run: custody db sync`;
  const newest = newestAge(status, now);
  if (newest !== undefined && newest <= OLD_RECORDS) return `✓ advisory store: ${synced}`;
  const told = newest === undefined ? 'at an unknown time' : days(newest);
  return `✗ old records: ${synced}, but the newest advisory was changed ${told}: it was made of an old copy. Run: custody db sync`;
};

/** Counts, age and digest of a store, as a few lines. `now` in milliseconds since 1970. */
export const statusText = (status: StoreStatus, now: number, maxAge: number | undefined): string => {
  const counts = status.counts.map(
    ({ ecosystem, records }) =>
      `  ${groupDigits(records).padStart(9)}  ${sanitize(ecosystem === '' ? 'no package named' : ecosystem)}`,
  );
  const sources = status.sources.map(
    ({ name, records, digest }) =>
      `  ${groupDigits(records).padStart(9)}  ${sanitize(name)}  sha256:${digest.slice(0, 16)}…`,
  );
  return [
    headText(status, now, maxAge ?? OLD),
    `  digest   sha256:${status.digest}`,
    `  newest   ${sanitize(status.newest)}`,
    'Advisories',
    ...(counts.length === 0 ? ['  none'] : counts),
    'Sources',
    ...(sources.length === 0 ? ['  none'] : sources),
    '',
  ].join('\n');
};

const SHOWN = 10;

const EFFECT = {
  'record-dropped': 'not usable',
  'part-dropped': 'read in part',
  normalised: 'read, though not written as OSV asks',
} as const;

/** What was not as it should be while reading advisories; nothing where all was well. */
export const reportText = (report: ImportReport): string => {
  const lines = report.counts.map(
    ({ effect, code, count }) => `  ${groupDigits(count).padStart(9)}  ${EFFECT[effect]}: ${code}`,
  );
  const serious = report.problems.filter(({ effect }) => effect !== 'normalised');
  for (const { place, id, where, message } of serious.slice(0, SHOWN))
    lines.push(`    ${sanitize([id, where, message].filter(Boolean).join(' '))} (${sanitize(place)})`);
  if (serious.length > SHOWN)
    lines.push(`    … and ${serious.length - SHOWN} more listed with --format json`);
  const passed = report.sources.reduce((sum, source) => sum + source.passed, 0);
  if (passed > 0)
    lines.push(`  ${groupDigits(passed).padStart(9)}  files that are no advisories by their name`);
  return lines.length === 0 ? '' : `While reading\n${lines.join('\n')}\n`;
};
