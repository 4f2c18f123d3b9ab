import { parseSourceDateEpoch } from '@custody/host';

export type Timestamp =
  | { readonly kind: 'timestamp'; readonly text: string }
  | { readonly kind: 'malformed'; readonly message: string };

/**
 * The time that a document carries, in UTC and whole seconds (RFC 3339). `sourceDateEpoch` is the environment's `SOURCE_DATE_EPOCH`
 * (reproducible-builds.org: a non-negative integer of seconds) and wins over `now`; malformed, it is an error and never ignored.
 */
export const documentTimestamp = (sourceDateEpoch: string | undefined, now: Date): Timestamp => {
  let seconds: number;
  try {
    seconds =
      sourceDateEpoch === undefined
        ? Math.floor(now.getTime() / 1000)
        : parseSourceDateEpoch(sourceDateEpoch);
  } catch (error) {
    return { kind: 'malformed', message: error instanceof Error ? error.message : String(error) };
  }
  return { kind: 'timestamp', text: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') };
};
