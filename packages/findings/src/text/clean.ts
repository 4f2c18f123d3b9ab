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
  const cleaned = Array.isArray(value) ? cleanArray(value, seen) : cleanObject(value, seen);
  seen.set(value, cleaned);
  return cleaned;
};

/** What has nothing to clean in it, as nearly everything, is given back as it is: nobody changes a report. */
const cleanArray = (items: readonly unknown[], seen: Map<object, unknown>): readonly unknown[] => {
  let cleaned: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    const clean = cleanValue(item, seen);
    if (clean !== item) (cleaned ??= [...items])[at] = clean;
  }
  return cleaned ?? items;
};

const cleanObject = (value: object, seen: Map<object, unknown>): object => {
  let cleaned: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const clean = cleanValue(item, seen);
    // The copy has every key of its own, so that none is taken for what objects inherit.
    if (clean !== item) (cleaned ??= { ...value })[key] = clean;
  }
  return cleaned ?? value;
};

/**
 * The same report with every string in it sanitised and bounded. Each renderer starts here, so that no field can be
 * forgotten: what a renderer sees has no control characters, line breaks or bidi controls left.
 */
export const cleanReport = (report: Report): Report => cleanValue(report, new Map()) as Report;
