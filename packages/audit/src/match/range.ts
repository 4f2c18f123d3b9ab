import { sanitize, shorten } from '@custody/findings';
import type { OsvEvent, OsvRange } from '../types.ts';
import type { ReadVersion, VersionScheme } from './scheme.ts';

/** What a range says of one version. `unknown` names what could not be understood. */
export type RangeAnswer =
  | { readonly kind: 'affected' }
  | { readonly kind: 'unaffected' }
  | { readonly kind: 'unknown'; readonly reason: string };

type ReadEvent = {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  /** Absent: before everything (`introduced: "0"`). */
  readonly at: ReadVersion | undefined;
};

type ReadRange =
  | {
      readonly kind: 'ok';
      readonly events: readonly ReadEvent[];
      /** Absent: no limit, or one of them is infinity. */
      readonly limits: readonly ReadVersion[] | undefined;
      readonly fixes: readonly { readonly text: string; readonly at: ReadVersion }[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Events at one version: the end of an earlier stretch comes before the beginning of the next, so that two stretches
 * that touch leave no gap; `last_affected` speaks of what comes after it, and so comes last. The schema leaves ties open.
 */
const RANK = { fixed: 0, introduced: 1, last_affected: 2 } as const;

const quote = (text: string): string => `"${sanitize(shorten(text, 40))}"`;

const isStart = (event: OsvEvent): boolean => event.kind === 'introduced' && event.value === '0';

/** Reads and sorts the events of a range once (OSV 1.7.5, `affected[].ranges[].events`). */
export const readRange = (range: OsvRange, scheme: VersionScheme): ReadRange => {
  const events: ReadEvent[] = [];
  const limits: ReadVersion[] = [];
  const fixes: { readonly text: string; readonly at: ReadVersion }[] = [];
  let endless = true;
  let limited = false;
  for (const event of range.events) {
    if (event.kind === 'limit' && event.value === '*') {
      limited = true;
      continue;
    }
    const at = isStart(event) ? undefined : scheme.read(event.value);
    if (at === undefined && !isStart(event)) {
      const reason = `its event ${event.kind} ${quote(event.value)} is not a version by ${scheme.name}`;
      return { kind: 'unknown', reason };
    }
    if (event.kind === 'limit') {
      endless = false;
      if (at !== undefined) limits.push(at);
      continue;
    }
    if (event.kind === 'fixed' && at !== undefined) fixes.push({ text: event.value, at });
    events.push({ kind: event.kind, at });
  }
  if (!events.some(({ kind }) => kind === 'introduced')) {
    return { kind: 'unknown', reason: 'a range of it has no introduced event' };
  }
  events.sort((a, b) => {
    if (a.at === undefined || b.at === undefined)
      return (a.at === undefined ? 0 : 1) - (b.at === undefined ? 0 : 1);
    return scheme.compare(a.at, b.at) || RANK[a.kind] - RANK[b.kind];
  });
  return { kind: 'ok', events, limits: limited || endless ? undefined : limits, fixes };
};

/** OSV 1.7.5, "Evaluation": `BeforeLimits` and `IncludedInRanges` for one range. */
export const judgeRange = (range: ReadRange, version: ReadVersion, scheme: VersionScheme): RangeAnswer => {
  if (range.kind === 'unknown') return range;
  const { events, limits } = range;
  if (limits !== undefined && !limits.some((limit) => scheme.compare(version, limit) < 0)) {
    return { kind: 'unaffected' };
  }
  let affected = false;
  for (const { kind, at } of events) {
    const order = at === undefined ? 1 : scheme.compare(version, at);
    // Sorted: nothing after this reaches the version.
    if (order < 0) break;
    if (kind === 'introduced') affected = true;
    else if (kind === 'fixed' || order > 0) affected = false;
  }
  return { kind: affected ? 'affected' : 'unaffected' };
};

export type { ReadRange };
