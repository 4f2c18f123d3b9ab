import type { Environment } from '../environment/environment.ts';
import { HostError } from '../error.ts';
import { type Clock, systemClock } from './clock.ts';

/** The last second of the year 9999: later ones have no four-digit ISO form. */
const LAST = 253_402_300_799;

/**
 * Seconds since 1970 from SOURCE_DATE_EPOCH's text: ASCII digits without sign, blanks or leading zeros.
 * Throws HostError `bad-environment` for anything else: a build that asked to be reproducible must not silently not be.
 * Reproducible Builds, SOURCE_DATE_EPOCH specification.
 */
export const parseSourceDateEpoch = (text: string): number => {
  const seconds = /^(?:0|[1-9][0-9]{0,11})$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= LAST))
    throw new HostError(
      'bad-environment',
      `SOURCE_DATE_EPOCH must be a whole number of seconds since 1970, up to ${LAST}; it is ${JSON.stringify(text.slice(0, 40))}. Unset it or set it to, say, the commit's time: git log -1 --format=%ct`,
    );
  return seconds;
};

/** A clock whose `now` stands at SOURCE_DATE_EPOCH where that is set, else the given one. Durations are measured either way. */
export const clockFor = (environment: Environment, otherwise: Clock = systemClock): Clock => {
  const text = environment.variable('SOURCE_DATE_EPOCH');
  if (text === undefined) return otherwise;
  const now = parseSourceDateEpoch(text) * 1000;
  return { now: () => now, elapsed: otherwise.elapsed };
};
