import type { Report } from '../report/types.ts';
import { sanitize } from './sanitize.ts';
import { shorten } from './shorten.ts';

/** No string in a rendered report is longer (UTF-16 units, before escapes): one hostile name must not drown the others. */
const LONGEST = 2_000;

const cleanValue = (value: unknown, seen: Map<object, unknown>): unknown => {
  if (typeof value === 'string') return sanitize(shorten(value, LONGEST));
  if (typeof value !== 'object' || value === null) return value;
  // Rules are shared by thousands of findings: each object is cleaned once.
  const known = seen.get(value);
  if (known !== undefined) return known;
  const cleaned = Array.isArray(value)
    ? value.map((item) => cleanValue(item, seen))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanValue(item, seen)]));
  seen.set(value, cleaned);
  return cleaned;
};

/**
 * The same report with every string in it sanitised and bounded. Each renderer starts here, so that no field can be
 * forgotten: what a renderer sees has no control characters, line breaks or bidi controls left.
 */
export const cleanReport = (report: Report): Report => cleanValue(report, new Map()) as Report;
