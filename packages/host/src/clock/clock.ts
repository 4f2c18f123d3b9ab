import process from 'node:process';
import { HostError } from '../error.ts';

/** Time as it is passed in. Nothing else in custody asks the system. */
export type Clock = {
  /** Milliseconds since 1970-01-01T00:00:00Z. What goes into documents. */
  readonly now: () => number;
  /** Milliseconds from some fixed moment, never backwards. For durations only. */
  readonly elapsed: () => number;
};

/** The system's clock. Node's `performance` would be loaded first, for milliseconds. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
};

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** A clock that stands still at a UTC moment like `2026-01-31T12:00:00Z`. Throws HostError `bad-environment` for anything else. */
export const fixedClock = (iso: string): Clock => {
  const now = ISO.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(now))
    throw new HostError(
      'bad-environment',
      `not a UTC moment like 2026-01-31T12:00:00Z: ${JSON.stringify(iso)}`,
    );
  return { now: () => now, elapsed: () => 0 };
};
