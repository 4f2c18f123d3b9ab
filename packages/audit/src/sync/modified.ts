import { Buffer } from 'node:buffer';
import { shownUrl } from '@custody/host';
import { linesOf } from '../import/text.ts';
import { momentKey, parseMoment } from '../osv/time.ts';
import { StoreError } from '../store/error.ts';
import type { OsvRecord } from '../types.ts';

const MAX_IDS = 1_000_000;

/**
 * OSV's `modified_id.csv`: a moment and an id on each line. Gives the moment of each id. A line that is none refuses the whole
 * list, StoreError `unusable-source`: half a list would look like removed records.
 */
export const parseModified = (body: Uint8Array, url: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [number, line] of linesOf(Buffer.from(body.buffer, body.byteOffset, body.byteLength))) {
    if (line === '') continue;
    const comma = line.indexOf(',');
    const moment = parseMoment(line.slice(0, comma));
    const id = line.slice(comma + 1);
    // An id becomes part of a URL and a name on screen.
    if (
      comma < 0 ||
      moment === undefined ||
      !/^[A-Za-z0-9][\w.:+-]{0,254}$/.test(id) ||
      found.size >= MAX_IDS
    )
      throw new StoreError(
        'unusable-source',
        `${shownUrl(url)}, line ${number}: not a moment and an id; the advisory store is as it was`,
      );
    const known = found.get(id);
    if (known === undefined || momentKey(known) < momentKey(moment.text)) found.set(id, moment.text);
  }
  if (found.size === 0)
    throw new StoreError(
      'unusable-source',
      `${shownUrl(url)} lists no advisories; the advisory store is as it was`,
    );
  return found;
};

export type Plan = {
  /** Ids to get: new, or changed since. Sorted. */
  readonly changed: readonly string[];
  /** Records that are as they were. */
  readonly same: readonly OsvRecord[];
  /** Ids that are no longer listed. */
  readonly gone: readonly string[];
};

/** What must be got, given what is there. */
export const planSync = (
  listed: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, OsvRecord>,
): Plan => {
  const changed: string[] = [];
  const same: OsvRecord[] = [];
  for (const [id, moment] of listed) {
    const record = known.get(id);
    if (record !== undefined && momentKey(record.modified) >= momentKey(moment)) same.push(record);
    else changed.push(id);
  }
  return { changed: changed.sort(), same, gone: [...known.keys()].filter((id) => !listed.has(id)).sort() };
};
