export type Timestamp =
  | { readonly kind: 'timestamp'; readonly text: string }
  | { readonly kind: 'malformed'; readonly message: string };

/** The last second that RFC 3339 can write. */
const LAST = 253402300799;

/**
 * The time that a document carries, in UTC and whole seconds (RFC 3339). `sourceDateEpoch` is the environment's `SOURCE_DATE_EPOCH`
 * (reproducible-builds.org: a non-negative integer of seconds) and wins over `now`; malformed, it is an error and never ignored.
 */
export const documentTimestamp = (sourceDateEpoch: string | undefined, now: Date): Timestamp => {
  if (
    sourceDateEpoch !== undefined &&
    (!/^[0-9]{1,12}$/.test(sourceDateEpoch) || Number(sourceDateEpoch) > LAST)
  )
    return {
      kind: 'malformed',
      message: `SOURCE_DATE_EPOCH is ${JSON.stringify(sourceDateEpoch.slice(0, 40))}; a whole number of seconds from 0 to ${LAST} was expected`,
    };
  const milliseconds =
    sourceDateEpoch === undefined ? Math.floor(now.getTime() / 1000) * 1000 : Number(sourceDateEpoch) * 1000;
  return { kind: 'timestamp', text: new Date(milliseconds).toISOString().replace('.000Z', 'Z') };
};
